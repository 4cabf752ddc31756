package io.callwarden.metrics;

import io.callwarden.log.LogCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How much is said in the log. */
final class LogMetrics {
    private LogMetrics() {}

    static void register(MeterRegistry registry, LogCounts counts) {
        for (String level : LogCounts.LEVELS) {
            counter(counts, "callwarden.log.lines", level, said -> said.written(level))
                    .description("Lines written to the log")
                    .register(registry);
            counter(counts, "callwarden.log.lines.suppressed", level, said -> said.suppressed(level))
                    .description(
                            "Lines not written to the log because they repeated others; their number is in the log")
                    .register(registry);
        }
    }

    private static FunctionCounter.Builder<LogCounts> counter(
            LogCounts counts, String name, String level, ToDoubleFunction<LogCounts> value) {
        return FunctionCounter.builder(name, counts, value).tag("level", level);
    }
}
