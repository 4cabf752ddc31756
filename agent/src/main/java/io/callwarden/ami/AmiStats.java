package io.callwarden.ami;

import java.util.concurrent.atomic.AtomicLongArray;

/** What the link to one PBX counted since it was made. Written by its event loop, read by any thread. */
public final class AmiStats {
    /** What is counted apart from the events themselves. */
    public enum Count {
        /** Bytes read. */
        BYTES,
        /** Messages handed on. */
        MESSAGES,
        /** Events that nobody wanted. */
        SKIPPED,
        /** Events with a name that is not known. */
        UNKNOWN_EVENTS,
        /** Lines that are no header. */
        MALFORMED_LINES,
        /** Messages that ran into the next one, and were dropped: part of the stream is lost. */
        BROKEN_MESSAGES,
        /** Messages dropped because they, or one line of them, were too long. */
        OVERSIZED_MESSAGES,
        /** Messages handed on without those of their headers that were too many. */
        TRUNCATED_MESSAGES,
        /** Messages whose handling failed by a fault of the agent. */
        FAILED_MESSAGES,
        /** Logins that succeeded. */
        CONNECTS,
        /** Attempts that did not reach Asterisk. */
        FAILED_CONNECTS,
        /** Logins that Asterisk refused. */
        REFUSED_LOGINS,
        /** Connections lost after the login. */
        LOSSES,
        /** Snapshots taken. */
        SNAPSHOTS
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
    private final AtomicLongArray events = new AtomicLongArray(AmiEventType.values().length);

    private final AtomicLongArray disconnects = new AtomicLongArray(Disconnect.values().length);

    AmiStats() {}

    /** Connections lost after the login for that reason. */
    public long disconnects(Disconnect why) {
        return disconnects.get(why.ordinal());
    }

    public long count(Count what) {
        return counts.get(what.ordinal());
    }

    /** Events of that type, wanted or not. */
    public long events(AmiEventType type) {
        return events.get(type.ordinal());
    }

    /** Events read, wanted or not. */
    public long events() {
        long all = 0;
        for (int i = 0; i < events.length(); i++) {
            all += events.get(i);
        }
        return all;
    }

    /** Signs that part of the stream was lost, so that a snapshot is due. */
    long damage() {
        return count(Count.MALFORMED_LINES) + count(Count.BROKEN_MESSAGES) + count(Count.OVERSIZED_MESSAGES);
    }

    void add(Count what, long more) {
        // One writer: no need for an atomic addition.
        counts.lazySet(what.ordinal(), counts.getPlain(what.ordinal()) + more);
    }

    void add(Disconnect why) {
        disconnects.lazySet(why.ordinal(), disconnects.getPlain(why.ordinal()) + 1);
    }

    void add(AmiEventType type) {
        events.lazySet(type.ordinal(), events.getPlain(type.ordinal()) + 1);
    }
}
