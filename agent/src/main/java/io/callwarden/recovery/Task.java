package io.callwarden.recovery;

import java.time.Duration;
import java.time.Instant;

/**
 * One customer who was missed and is to be reached: all missed calls from the first one until he is reached or given up. Immutable.
 *
 * @param customer his number in E.164, or as it came where it is a short or alphanumeric one
 * @param firstCall id of the missed call that opened it, which names the task
 * @param pbx on which he was missed first
 * @param did the number that he dialled first; null where not known
 * @param queue in which he waited first; null where in none
 * @param missed how many of his calls were missed, 1 or more
 * @param firstMissedAt from which the target counts
 * @param lastMissedAt equal to the first where there was one only
 * @param attempts to reach him that failed
 * @param dueAt end of the target
 * @param expiresAt when he counts as lost
 * @param closing how it ended; null while it is open
 */
public record Task(
        String customer,
        String firstCall,
        String pbx,
        String did,
        String queue,
        int missed,
        Instant firstMissedAt,
        Instant lastMissedAt,
        Attempts attempts,
        Instant dueAt,
        Instant expiresAt,
        Closing closing) {

    static Task open(String customer, Fact.Missed call, RecoveryRules rules) {
        return new Task(
                customer,
                call.call(),
                call.pbx(),
                call.did(),
                call.queue(),
                1,
                call.at(),
                call.at(),
                Attempts.NONE,
                rules.due(call.at()),
                rules.expires(call.at()),
                null);
    }

    Task missedAgain(Instant at) {
        return new Task(
                customer,
                firstCall,
                pbx,
                did,
                queue,
                missed + 1,
                firstMissedAt,
                at,
                attempts,
                dueAt,
                expiresAt,
                closing);
    }

    Task attempted(Instant at) {
        return new Task(
                customer,
                firstCall,
                pbx,
                did,
                queue,
                missed,
                firstMissedAt,
                lastMissedAt,
                attempts.and(at),
                dueAt,
                expiresAt,
                closing);
    }

    Task closed(Closing how) {
        return new Task(
                customer,
                firstCall,
                pbx,
                did,
                queue,
                missed,
                firstMissedAt,
                lastMissedAt,
                attempts,
                dueAt,
                expiresAt,
                how);
    }

    /** Where it stands at {@code now}. */
    public TaskState state(Instant now) {
        if (closing != null) {
            return closing.how().recovered() ? TaskState.RECOVERED : TaskState.LOST;
        }
        if (!now.isBefore(dueAt)) {
            return TaskState.OVERDUE;
        }
        return attempts.count() > 0 ? TaskState.ATTEMPTED : TaskState.OPEN;
    }

    /** From the first missed call to the end of the task; null while it is open. */
    public Duration duration() {
        return closing == null ? null : Duration.between(firstMissedAt, closing.at());
    }

    /** Whether the customer was reached within the target, before its last moment. */
    public boolean inTime() {
        return closing != null && closing.how().recovered() && closing.at().isBefore(dueAt);
    }
}
