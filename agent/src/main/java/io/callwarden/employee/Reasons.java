package io.callwarden.employee;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Reasons of pauses: free text, so only so many of them are told apart. The PBX's thread; {@link #beyond} is read by any. */
final class Reasons {
    static final String NONE = "none";
    static final String OTHER = "other";
    static final int MAX = 20;
    private static final int REMEMBERED = 200;

    private final Set<String> own = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private final AtomicLong beyond = new AtomicLong();

    /** The reason, {@code none} where none was given, {@code other} for all beyond the first twenty. */
    String told(String reason) {
        if (reason.isEmpty() || reason.equals(NONE)) {
            return NONE;
        }
        if (own.contains(reason)) {
            return reason;
        }
        if (own.size() < MAX) {
            own.add(reason);
            return reason;
        }
        if (others.size() < REMEMBERED && others.add(reason)) {
            beyond.incrementAndGet();
        }
        return OTHER;
    }

    /** How many have no place of their own. */
    long beyond() {
        return beyond.get();
    }
}
