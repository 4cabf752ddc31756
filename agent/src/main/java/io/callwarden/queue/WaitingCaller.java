package io.callwarden.queue;

import java.time.Instant;

/**
 * Somebody who waits in a queue.
 *
 * @param callerId unique id of the caller's channel
 * @param position 1 for the first
 * @param since when the queue was entered, by the PBX's clock; to the second where only a snapshot tells it
 */
public record WaitingCaller(String callerId, int position, Instant since) {}
