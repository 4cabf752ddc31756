package io.callwarden.recovery;

import java.time.Instant;

/**
 * One step of a task as it lies in the past, with what is known of the call by which it came.
 *
 * @param task as it stands now
 * @param change what the step changed
 * @param pbx of the call; of the task where the call is not on record
 * @param began when the call began; when the change took effect where the call is not on record
 */
public record Step(Task task, Change change, String pbx, Instant began) {}
