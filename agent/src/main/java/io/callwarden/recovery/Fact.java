package io.callwarden.recovery;

import java.time.Instant;

/** One thing that happened between the company and one customer, as far as it matters for reaching him. Immutable. */
public sealed interface Fact {
    /** When it takes effect. */
    Instant at();

    /** Id of the call in which it happened; null where it was in none. */
    String call();

    /** Of two things in the same instant, the one with the lower rank is looked at first: a talk, before what is missing for want of one. */
    int rank();

    /**
     * The customer called and nobody answered.
     *
     * @param pbx on which
     * @param at when he gave up, or was given up
     * @param did the number he dialled; null where not known
     * @param queue in which he waited last; null where in none
     */
    record Missed(String call, String pbx, Instant at, String did, String queue) implements Fact {
        @Override
        public int rank() {
            return 1;
        }
    }

    /**
     * An employee called the customer and did not get through.
     *
     * @param at when he gave up
     * @param employee null where not known
     */
    record Attempt(String call, Instant at, String employee) implements Fact {
        @Override
        public int rank() {
            return 2;
        }
    }

    /**
     * The customer and a person of the company talked.
     *
     * @param at when they began
     * @param until when they ended; null while they talk
     * @param calledBack true if the company called, false if the customer did
     * @param employee who talked; null where that is not known
     */
    record Talk(String call, Instant at, Instant until, boolean calledBack, String employee) implements Fact {
        @Override
        public int rank() {
            return 0;
        }
    }

    /**
     * The customer and a person of the company talk in a call that has no record yet. It keeps missed calls from opening anything and
     * deadlines from passing, and leaves the rest to the {@link Talk} of the record, which takes its place.
     *
     * @param at when they began
     * @param until when they ended; null while they talk
     */
    record LiveTalk(String call, Instant at, Instant until) implements Fact {
        @Override
        public int rank() {
            return 0;
        }
    }

    /**
     * Somebody closed what was open by hand.
     *
     * @param by who
     * @param reason in his words
     */
    record Dismissal(Instant at, String by, String reason) implements Fact {
        @Override
        public String call() {
            return null;
        }

        @Override
        public int rank() {
            return 3;
        }
    }
}
