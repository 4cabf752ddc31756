package io.callwarden.metrics;

import io.callwarden.ami.AmiLink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of all meters, and the page that Prometheus reads. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Metrics.class);

    private final PrometheusMeterRegistry registry;
    private final PrometheusRegistry page;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Counter scrapeErrors;

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
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();
        page = registry.getPrometheusRegistry();
        JvmMetrics.builder().register(page);
        Gauge.builder("callwarden.build.info", () -> 1)
                .description("What is running; always 1")
                .tag("version", version)
                .tag("revision", revision)
                .tag("java", Runtime.version().toString())
                .register(registry);
        scrapeErrors = Counter.builder("callwarden.scrape.errors")
                .description("Scrapes that could not be answered")
                .register(registry);
    }

    /** Where the meters of each subject are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds which Asterisk each PBX runs, as soon as that is known. */
    public void asteriskInfo(List<AmiLink> links) {
        AsteriskInfo.register(page, links);
    }

    /** Adds the queues of each PBX as they stand. */
    public void queues(List<LiveQueues> pbxs) {
        QueueGauges.register(page, pbxs);
    }

    /**
     * Reads every meter.
     *
     * @param accept the request's Accept header, which chooses text, OpenMetrics or protobuf; may be null
     * @throws RuntimeException if a meter cannot be read; it is counted and logged
     */
    public Page scrape(String accept) {
        try {
            ExpositionFormatWriter writer = formats.findWriter(accept);
            ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
            // Micrometer adds a _max gauge to every histogram: a maximum over an interval that Prometheus does not
            // know.
            writer.write(body, page.scrape(name -> !name.endsWith("_max")));
            return new Page(writer.getContentType(), body.toByteArray());
        } catch (IOException e) {
            throw failed(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private RuntimeException failed(RuntimeException cause) {
        scrapeErrors.increment();
        log.error("Cannot answer a scrape of /metrics: {}", cause.toString());
        log.debug("The scrape failed here", cause);
        return cause;
    }

    @Override
    public void close() {
        registry.close();
    }
}
