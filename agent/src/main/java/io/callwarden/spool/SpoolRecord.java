package io.callwarden.spool;

import java.time.Instant;

/**
 * One thing that lies in a spool.
 *
 * @param at when it came to be, kept to the millisecond; never earlier than that of the record before
 * @param bytes its content, not to be changed
 */
public record SpoolRecord(Instant at, byte[] bytes) {}
