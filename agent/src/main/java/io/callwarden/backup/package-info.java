/**
 * Backups of the embedded database: made whole or not at all, proved by opening them, kept for as long as they are wanted, brought back. Knows files
 * and clocks; what a database has to do for it is {@link io.callwarden.backup.Backed}.
 */
package io.callwarden.backup;
