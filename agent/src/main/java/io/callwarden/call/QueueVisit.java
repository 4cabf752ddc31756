package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/**
 * One stay in one queue, or one refusal by it.
 *
 * @param queue the queue's name in Asterisk
 * @param joinedAt when the caller entered, or was refused
 * @param waited from entering to leaving, as the PBX counts it; zero for a refusal, null when the leaving was not seen
 * @param exit how it was left
 */
public record QueueVisit(String queue, Instant joinedAt, Duration waited, QueueExit exit) {}
