/**
 * The command line: one class per command. May import every feature; nothing but {@code Main} imports it. Runs on the main thread.
 */
package io.callwarden.cli;
