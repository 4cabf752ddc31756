package io.callwarden.simulator;

/**
 * A place in a recording that every playing fills anew.
 *
 * @param kind what it is
 * @param original the text in the recording that it stands for
 * @param offsetMicros the instant it tells, or the first mention of it, since the recording's first event
 */
record Slot(Kind kind, String original, long offsetMicros) {

    enum Kind {
        /** {@code 1795415967.54}: the second of creation and a counter. */
        UNIQUEID,
        /** The eight hexadecimal digits after the dash of a channel's name. */
        CHANNEL_SUFFIX,
        /** Ids of bridges and whatever else has the form of a UUID. */
        UUID,
        /** The last seven digits of an outside party's number. */
        NUMBER,
        /** {@code 2026-11-23 06:39:27} in the PBX's zone. */
        LOCAL_TIME,
        /** Whole seconds of the epoch. */
        EPOCH_SECONDS
    }
}
