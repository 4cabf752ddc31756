package io.callwarden.call;

import java.time.Instant;

/**
 * The person who answered first.
 *
 * @param extension the phone that was lifted, or the number outside that answered; null when not known
 * @param name the employee's name, null when not known
 * @param at when it was lifted; null for a call that was already being talked on when the agent connected
 */
public record Answer(String extension, String name, Instant at) {}
