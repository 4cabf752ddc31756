package io.callwarden.store;

import io.callwarden.recovery.CustomerHistory.Entry;
import java.time.Instant;

/**
 * A task as it is to be.
 *
 * @param old what is there under its id; null for nothing
 * @param next when time alone will change it; null where it is closed
 */
record TaskPut(Entry entry, Entry old, Instant next) {
    String id() {
        return entry.task().firstCall();
    }

    /** How many of its changes are there already. */
    int kept() {
        int most =
                old == null ? 0 : Math.min(entry.changes().size(), old.changes().size());
        for (int i = 0; i < most; i++) {
            if (!entry.changes().get(i).equals(old.changes().get(i))) {
                return i;
            }
        }
        return most;
    }

    /** Whether some of those that are there are wrong. */
    boolean rewrites() {
        return old != null && kept() < old.changes().size();
    }
}
