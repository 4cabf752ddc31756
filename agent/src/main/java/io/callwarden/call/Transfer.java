package io.callwarden.call;

import java.time.Instant;

/**
 * One transfer of the call.
 *
 * @param kind whether the transferer spoke to the target first
 * @param from extension that transferred
 * @param to extension or number that it was transferred to
 * @param at when
 * @param answered whether a person at the target then talked with the other side
 */
public record Transfer(Kind kind, String from, String to, Instant at, boolean answered) {
    /** The two ways of transferring; a transfer to a phone that still rings (blonde) is an attended one. */
    public enum Kind {
        BLIND,
        ATTENDED;

        private final String label = Labels.of(this);

        /** The word used in JSON and in the database. */
        public String label() {
            return label;
        }
    }
}
