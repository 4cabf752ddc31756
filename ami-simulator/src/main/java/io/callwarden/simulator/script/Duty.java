package io.callwarden.simulator.script;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something that an employee, a phone or a trunk does beside the calls.
 *
 * @param at when the PBX tells of it
 * @param who the address of a member, which he has in each of his queues; of an outage the name of the endpoint
 * @param reason of a pause; else empty
 * @param since when it truly began; before {@code at} for what was so when the day began to be told
 */
public record Duty(Instant at, What what, String who, String reason, Instant since) implements Comparable<Duty> {
    private static final Comparator<Duty> ORDER =
            Comparator.comparing(Duty::at).thenComparing(Duty::what).thenComparing(Duty::who);

    /** In the order in which they are told where they happen at once. */
    public enum What {
        LOGS_IN,
        PAUSES,
        GOES_ON,
        LOGS_OFF,
        CANNOT_BE_REACHED,
        CAN_BE_REACHED
    }

    @Override
    public int compareTo(Duty other) {
        return ORDER.compare(this, other);
    }
}
