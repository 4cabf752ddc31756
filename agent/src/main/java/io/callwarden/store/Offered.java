package io.callwarden.store;

import java.time.Instant;

/**
 * Something to be written, and when it was offered: of what this agent hears, everything that was offered before is known.
 *
 * @param entry what
 * @param at when, by the agent's clock
 */
record Offered(Entry entry, Instant at) {}
