package io.callwarden.number;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The numbers looked up last, a fixed count of them. Thread-safe; the look-up itself is done outside the lock. */
final class RecentNumbers {
    private final Map<String, Optional<String>> known;

    RecentNumbers(int size) {
        known = new LatestFirst(size);
    }

    Optional<String> get(String number, Function<String, Optional<String>> lookUp) {
        synchronized (known) {
            Optional<String> found = known.get(number);
            if (found != null) {
                return found;
            }
        }
        Optional<String> found = lookUp.apply(number);
        synchronized (known) {
            known.put(number, found);
        }
        return found;
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }

    private static final class LatestFirst extends LinkedHashMap<String, Optional<String>> {
        private static final long serialVersionUID = 1L;
        private static final float DEFAULT_LOAD = 0.75f;

        private final int most;

        LatestFirst(int most) {
            super(16, DEFAULT_LOAD, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > most;
        }
    }
}
