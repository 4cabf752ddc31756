package io.callwarden.benchmark;

import java.io.IOException;

/** The recorded storm for the microbenchmarks. */
public final class StormBytes {
    /** Messages in it: events, and the answers to what the recorder asked. */
    public static final int EVENTS = 19_193;

    private StormBytes() {}

    /** The raw bytes; throws IllegalStateException where it has another number of events than the figures are divided by. */
    public static byte[] read() throws IOException {
        byte[] bytes = StreamMaker.storm();
        int messages = 0;
        for (int i = 0; i + 4 <= bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                messages++;
            }
        }
        // The greeting stands before the answer to the login, which counts as one of them.
        if (messages - 1 != EVENTS) {
            throw new IllegalStateException("the storm has " + (messages - 1) + " messages, not " + EVENTS);
        }
        return bytes;
    }
}
