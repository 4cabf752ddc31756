package io.callwarden.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests to the web server. Paths and codes are closed sets: what a visitor makes up adds no series. Thread-safe. */
public final class HttpMetrics {
    /** The page of all that have no series of their own. */
    public static final String OTHER = "other";

    private static final List<Integer> CODES = List.of(200, 400, 401, 404, 500, 503);

    private final Map<String, Map<Integer, Counter>> counters = new HashMap<>();
    private final Map<String, Counter> otherCodes = new HashMap<>();
    private final Counter loginFailures;

    /** @param paths all that have series of their own */
    public HttpMetrics(MeterRegistry registry, Collection<String> paths) {
        for (String path : paths) {
            register(registry, path);
        }
        register(registry, OTHER);
        loginFailures = Counter.builder("callwarden.login.failures")
                .description("Requests to the web server with a wrong name or password")
                .register(registry);
    }

    private void register(MeterRegistry registry, String path) {
        Map<Integer, Counter> byCode = new HashMap<>();
        for (int code : CODES) {
            byCode.put(code, counter(registry, path, Integer.toString(code)));
        }
        counters.put(path, byCode);
        otherCodes.put(path, counter(registry, path, OTHER));
    }

    private static Counter counter(MeterRegistry registry, String path, String code) {
        return Counter.builder("callwarden.http.requests")
                .description("Requests to the web server, by page and status of the answer")
                .tags("path", path, "code", code)
                .register(registry);
    }

    /** Somebody gave a wrong password. */
    public void loginFailed() {
        loginFailures.increment();
    }

    /** One request was answered. */
    public void count(String path, int code) {
        String label = counters.containsKey(path) ? path : OTHER;
        counters.get(label).getOrDefault(code, otherCodes.get(label)).increment();
    }
}
