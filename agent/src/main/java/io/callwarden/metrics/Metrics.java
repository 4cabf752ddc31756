package io.callwarden.metrics;

import io.callwarden.ami.AmiLink;
import io.callwarden.log.LogCounts;
import io.callwarden.store.CallStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The registry of all meters, and the page that Prometheus reads. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry;
    private final PrometheusRegistry page;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Counter scrapeErrors;
    /** That of the biggest page so far and some more, so that the next one need not be copied while it grows. */
    private volatile int pageSize = 64 * 1024;

    private final Map<String, GaugeTable> tables = new HashMap<>();
    private Histogram mos;

    /** Micrometer asks for each meter in each scrape whether its help is wanted, and would look that up in a file. */
    private static final class Described implements PrometheusConfig {
        @Override
        public String get(String key) {
            return null;
        }

        @Override
        public boolean descriptions() {
            return true;
        }
    }

    /**
     * One scrape, ready to send.
     *
     * @param contentType what the body is
     * @param body the page
     */
    public record Page(String contentType, byte[] body) {}

    /**
     * Makes the registry, with the meters of the JVM and of the build in it.
     *
     * @param version of this build
     * @param revision commit of this build; {@code unknown} where it was built without one
     */
    public Metrics(String version, String revision) {
        registry = new PrometheusMeterRegistry(new Described()).throwExceptionOnRegistrationFailure();
        page = registry.getPrometheusRegistry();
        registerJava(page);
        Gauge.builder("callwarden.build.info", () -> 1)
                .description("What is running; always 1")
                .tag("version", version)
                .tag("revision", revision)
                .tag("java", Runtime.version().toString())
                .register(registry);
        LogMetrics.register(registry, LogCounts.OF_PROCESS);
        scrapeErrors = Counter.builder("callwarden.scrape.errors")
                .description("Scrapes that could not be answered")
                .register(registry);
    }

    /** All of JvmMetrics but what is there only after a collection, or only with a flag of the JVM. */
    private static void registerJava(PrometheusRegistry page) {
        JvmBufferPoolMetrics.builder().register(page);
        JvmClassLoadingMetrics.builder().register(page);
        JvmCompilationMetrics.builder().register(page);
        JvmGarbageCollectorMetrics.builder().register(page);
        JvmMemoryMetrics.builder().register(page);
        JvmRuntimeInfoMetric.builder().register(page);
        JvmThreadsMetrics.builder().register(page);
        ProcessMetrics.builder().register(page);
    }

    /** Where the meters of each subject are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** The histogram of all PBXs' voice; the bound at {@code poor} is that of the first who asks. */
    synchronized Histogram mos(double poor) {
        if (mos == null) {
            mos = Buckets.mos(poor)
                    .help("Estimated MOS of legs of calls that ended, that of the side which heard worse")
                    .labelNames("pbx")
                    .register(page);
        }
        return mos;
    }

    /** The gauges of that name, of all PBXs; the help is that of the first who asks. */
    synchronized GaugeTable gauges(String name, String help) {
        return tables.computeIfAbsent(name, first -> {
            GaugeTable table = new GaugeTable(name, help);
            page.register(table);
            return table;
        });
    }

    /** Adds which Asterisk each PBX runs, as soon as that is known. */
    public void asteriskInfo(Supplier<List<AmiLink>> links) {
        AsteriskInfo.register(page, links);
    }

    /** Adds the version of the database's tables, as soon as that is known. */
    public void schemaInfo(CallStore store) {
        SchemaInfo.register(page, store);
    }

    /** Adds the queues of each PBX as they stand. */
    public void queues(Supplier<List<LiveQueues>> pbxs) {
        QueueGauges.register(page, pbxs);
    }

    /** Takes out all series of a PBX that is not watched any more; its meters must not be written any more. */
    public synchronized void forget(String pbx) {
        for (Meter meter : registry.getMeters()) {
            if (pbx.equals(meter.getId().getTag("pbx"))) {
                registry.remove(meter);
            }
        }
        tables.values().forEach(table -> table.forget(pbx));
        forgetMos(pbx);
    }

    synchronized void forgetMos(String pbx) {
        if (mos != null) {
            mos.remove(pbx);
        }
    }

    /**
     * Reads every meter.
     *
     * @param accept the request's Accept header, which chooses text, OpenMetrics or protobuf; may be null
     * @throws RuntimeException if a meter cannot be read; it is counted
     */
    public Page scrape(String accept) {
        try {
            ExpositionFormatWriter writer = formats.findWriter(accept);
            ByteArrayOutputStream body = new ByteArrayOutputStream(pageSize);
            // Micrometer adds a _max gauge to every histogram: a maximum over an interval that Prometheus does not
            // know.
            writer.write(body, page.scrape(name -> !name.endsWith("_max")));
            pageSize = Math.max(pageSize, body.size() + body.size() / 8);
            return new Page(writer.getContentType(), body.toByteArray());
        } catch (IOException e) {
            throw failed(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(RuntimeException cause) {
        scrapeErrors.increment();
        return cause;
    }

    @Override
    public void close() {
        registry.close();
    }
}
