package io.callwarden.call;

import java.time.Instant;

/**
 * A time in which the agent could not hear a PBX, or lost part of what it said.
 *
 * @param pbx configured name of the PBX
 * @param from last moment at which it was heard
 * @param until moment from which it is heard again, in complete state
 * @param reason why
 * @param callsLost calls in progress whose end was not seen
 */
public record BlindInterval(String pbx, Instant from, Instant until, Reason reason, int callsLost) {
    /** Why the PBX was not heard. */
    public enum Reason {
        /** The connection was lost and Asterisk went on. */
        CONNECTION_LOST,
        /** Asterisk was restarted. */
        ASTERISK_RESTARTED,
        /** Part of the event stream was lost or could not be read. */
        STREAM_DAMAGED,
        /** The agent itself was not running. */
        AGENT_STOPPED;

        private final String label = Labels.of(this);

        /** The word used in JSON, in the database and as a metric label. */
        public String label() {
            return label;
        }
    }
}
