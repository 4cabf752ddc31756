package io.callwarden.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;

/**
 * Label values for names that come from the PBX: so many names have series of their own, all further ones share those of {@code other}.
 * Without it a faulty dialplan could fill Prometheus. Thread-safe.
 */
final class CappedNames {
    /** Stands for all names beyond the cap. */
    static final String OTHER = "other";

    static final String DESCRIPTION = "Names that got no series of their own because there are too many";

    private static final int MAX_LENGTH = 64;

    private final int max;
    private final MeterRegistry registry;
    private final Counter clamped;
    private final Set<String> own = new HashSet<>();
    private final Set<String> others = new HashSet<>();

    /**
     * @param metric what is capped, as {@code callwarden_series_clamped_total} calls it: the prefix of its metrics, such as
     *     {@code callwarden_queue}
     * @param max names with series of their own
     */
    CappedNames(MeterRegistry registry, String pbx, String metric, int max) {
        this.max = max;
        this.registry = registry;
        clamped = Counter.builder("callwarden.series.clamped")
                .description(DESCRIPTION)
                .tags("pbx", pbx, "metric", metric)
                .register(registry);
    }

    /** The label for {@code name}: itself, at most 64 characters long, or {@code other}. */
    synchronized String label(String name) {
        String label = trimmed(name);
        if (own.contains(label)) {
            return label;
        }
        if (own.size() < max) {
            own.add(label);
            return label;
        }
        // Beyond ten times the cap nobody remembers which was counted already: that it is far too many is known by
        // then.
        if (others.size() < max * 10 && others.add(label)) {
            clamped.increment();
        }
        return OTHER;
    }

    /** The name is gone; another one may have its place. */
    synchronized void release(String name) {
        String label = trimmed(name);
        own.remove(label);
        others.remove(label);
    }

    /** Nothing is named any more. */
    void remove() {
        registry.remove(clamped);
    }

    private static String trimmed(String name) {
        String label = name.isEmpty() ? OTHER : name;
        if (label.length() <= MAX_LENGTH) {
            return label;
        }
        int end = Character.isHighSurrogate(label.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return label.substring(0, end);
    }
}
