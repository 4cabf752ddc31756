package io.callwarden.grafana;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Metrics that boards and rules ask for and that docs/metrics.json does not list yet, with their labels. What asks for one of them may be
 * empty; all else is held against it as against the catalogue. A metric that is in the catalogue has no place here.
 */
public final class Awaited {
    private static final Map<String, Set<String>> OF_RECEIVERS = Map.of(
            "pending", Set.of("target"),
            "oldest_pending_timestamp_seconds", Set.of("target"),
            "dead", Set.of("target"),
            "deliveries_total", Set.of("target", "result"),
            "delivery_seconds", Set.of("target"));

    private Awaited() {}

    /** Name to labels. */
    public static Map<String, Set<String>> metrics() {
        Map<String, Set<String>> all = new HashMap<>();
        OF_RECEIVERS.forEach((name, labels) -> {
            all.put("callwarden_webhook_" + name, labels);
            all.put("callwarden_mail_" + name, labels);
        });
        all.put("callwarden_notices_dropped_total", Set.of("target"));
        return all;
    }

    /** Whether an expression asks for one of them. */
    static boolean isAskedForBy(String expr) {
        return metrics().keySet().stream().anyMatch(expr::contains);
    }
}
