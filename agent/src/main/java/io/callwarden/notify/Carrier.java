package io.callwarden.notify;

import java.time.Duration;
import java.util.List;

/** Brings notices to one receiver. May block for as long as its own limits allow; never throws for what a receiver does. Thread-safe. */
public interface Carrier extends AutoCloseable {
    /** What became of an attempt. */
    sealed interface Result {
        /** The receiver has it. */
        record Delivered() implements Result {}

        /**
         * Not now.
         *
         * @param problem why, one sentence without secrets or phone numbers
         * @param notBefore how long the receiver wants to be left alone; null where it did not say
         */
        record Later(String problem, Duration notBefore) implements Result {}

        /**
         * The receiver will never take it.
         *
         * @param problem why, one sentence without secrets or phone numbers
         */
        record Never(String problem) implements Result {}
    }

    /** The receiver, as in {@link Notice#receiver}. */
    String receiver();

    /** Most notices that are brought at once: 1 where each goes alone; with more, all that wait are brought together. */
    int atOnce();

    /** How long the first notice is left waiting for others to be brought with it; of use only where several are brought at once. */
    default Duration gather() {
        return Duration.ZERO;
    }

    /** How many attempts may be under way at the same time, 1 or more. */
    int parallel();

    /** No attempt takes longer: after it another agent may believe that this one died, and try the notices too. */
    default Duration longest() {
        return Duration.ofMinutes(1);
    }

    /** Tries to deliver all of these, as one. */
    Result carry(List<Outbox.Waiting> notices);

    /** Ends the attempts that are under way, or lets them end within seconds. Called once, from another thread. */
    @Override
    void close();
}
