package io.callwarden.simulator;

import java.util.ArrayList;
import java.util.List;

/** The filters of one session. Guarded by the lock of {@link Pbx}. */
final class EventFilters {

    private final List<EventFilter> includes = new ArrayList<>();
    private final List<EventFilter> excludes = new ArrayList<>();

    void add(EventFilter filter) {
        (filter.exclude() ? excludes : includes).add(filter);
    }

    boolean isEmpty() {
        return includes.isEmpty() && excludes.isEmpty();
    }

    /** Where there are includes one of them must match, and no exclude may. */
    boolean pass(String event, String message) {
        return (includes.isEmpty() || includes.stream().anyMatch(filter -> filter.matches(event, message)))
                && excludes.stream().noneMatch(filter -> filter.matches(event, message));
    }
}
