/**
 * The Asterisk side of an installation: the manager user that the agent logs in with, least rights and filters included, and how it gets
 * into the configuration of a plain Asterisk, FreePBX or Issabel. What is to be done is decided without touching the disk
 * ({@link io.callwarden.setup.Plan}); {@link io.callwarden.setup.AsteriskFolder} reads, {@link io.callwarden.setup.SafeFile} writes. May
 * import {@code config}; knows no connection.
 */
package io.callwarden.setup;
