package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/**
 * One phone that was tried once. A phone tried in several rounds has one of these a round.
 *
 * @param extension the phone, or the number dialled where it is outside
 * @param triedAt when it was dialled
 * @param rang how long it rang; zero if it never did
 * @param result why that stopped
 */
public record Ring(String extension, Instant triedAt, Duration rang, RingResult result) {}
