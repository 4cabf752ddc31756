package io.callwarden.benchmark;

import java.io.IOException;
import java.io.OutputStream;

/** Lets through and counts the events that follow the greeting, until it is told that this is enough. */
final class EventOutput extends OutputStream {
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private final OutputStream out;
    private boolean greeted;
    private boolean enough;
    private int matched;
    private long written;
    private long wholeEvents;
    private long events;

    EventOutput(OutputStream out) {
        this.out = out;
    }

    void enough() {
        enough = true;
    }

    /** Events let through. */
    long events() {
        return events;
    }

    /** Bytes of the events let through; more were, if the last one was cut off. */
    long wholeEvents() {
        return wholeEvents;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int off, int length) throws IOException {
        if (enough) {
            return;
        }
        int from = off;
        for (int i = off; i < off + length; i++) {
            matched = bytes[i] == END[matched] ? matched + 1 : bytes[i] == END[0] ? 1 : 0;
            if (matched == END.length) {
                matched = 0;
                if (greeted) {
                    events++;
                    wholeEvents = written + i + 1 - from;
                } else {
                    greeted = true;
                    from = i + 1;
                }
            }
        }
        if (greeted) {
            out.write(bytes, from, off + length - from);
            written += off + length - from;
        }
    }
}
