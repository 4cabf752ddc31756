package io.callwarden.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Upper bounds of histograms, in seconds where nothing else is said, where call centres set their targets. Classic histograms, so that every Prometheus 2 and 3
 * reads them without a flag.
 */
final class Buckets {
    private static final double[] WAIT = {5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600};
    private static final double[] RING = {2, 5, 10, 15, 20, 30, 45, 60};
    private static final double[] TALK = {15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600};
    private static final double[] HOLD = {5, 15, 30, 60, 120, 300, 600};

    private static final double[] CALLBACK = {60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400};

    private static final int[] JITTER_MILLIS = {1, 2, 5, 10, 20, 30, 50, 100, 200, 500};
    private static final int[] ROUND_TRIP_MILLIS = {5, 10, 20, 50, 100, 150, 200, 300, 500, 1_000, 2_000};
    private static final double[] MOS = {1.5, 2, 2.6, 3.1, 3.6, 3.8, 4, 4.1, 4.2, 4.3, 4.4};
    private static final int[] PING_MILLIS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500};
    private static final int[] STORE_WRITE_MILLIS = {2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000};
    private static final int[] DELIVERY_MILLIS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000};

    private Buckets() {}

    static Timer.Builder ping() {
        return timer("callwarden.ami.ping", PING_MILLIS);
    }

    static Timer.Builder storeWrite() {
        return timer("callwarden.store.write", STORE_WRITE_MILLIS);
    }

    /** @param prefix of the kind of delivery */
    static Timer.Builder delivery(String prefix) {
        return timer(prefix + "delivery", DELIVERY_MILLIS);
    }

    /** With a bound at the service level's target, so that the share within it is exact. */
    static DistributionSummary.Builder wait(double targetSeconds) {
        return wait("callwarden.call.wait", DoubleStream.of(targetSeconds));
    }

    /** With a bound at each target: queues can be added up only where their bounds are the same. */
    static DistributionSummary.Builder queueWait(Set<Duration> targets) {
        return wait("callwarden.queue.wait", targets.stream().mapToDouble(Duration::toSeconds));
    }

    private static DistributionSummary.Builder wait(String name, DoubleStream targets) {
        return histogram(name, WAIT, targets);
    }

    /** With a bound at the target, so that the share within it is exact. */
    static DistributionSummary.Builder callback(Duration target) {
        return histogram("callwarden.callback", CALLBACK, DoubleStream.of(target.toSeconds()));
    }

    /** With a bound at the target, as the other. */
    static DistributionSummary.Builder recovery(Duration target) {
        return histogram("callwarden.recovery", CALLBACK, DoubleStream.of(target.toSeconds()));
    }

    static DistributionSummary.Builder queueTalk() {
        return histogram("callwarden.queue.talk", TALK);
    }

    static DistributionSummary.Builder ring() {
        return histogram("callwarden.call.ring", RING);
    }

    static DistributionSummary.Builder talk() {
        return histogram("callwarden.call.talk", TALK);
    }

    static DistributionSummary.Builder hold() {
        return histogram("callwarden.call.hold", HOLD);
    }

    static Timer.Builder jitter() {
        return timer("callwarden.rtcp.jitter", JITTER_MILLIS);
    }

    static Timer.Builder roundTrip() {
        return timer("callwarden.rtcp.round.trip", ROUND_TRIP_MILLIS);
    }

    /** For bounds below a second: a {@link DistributionSummary} finds its bucket by the value rounded up to a whole number. */
    private static Timer.Builder timer(String name, int... boundsMillis) {
        return Timer.builder(name)
                .serviceLevelObjectives(
                        IntStream.of(boundsMillis).mapToObj(Duration::ofMillis).toArray(Duration[]::new));
    }

    /** No seconds, but a score from 1 to 4.5; with a bound at what is poor. For the same reason it is none of Micrometer's. */
    static Histogram.Builder mos(double poor) {
        return Histogram.builder()
                .name("callwarden_call_mos")
                .classicOnly()
                .withoutExemplars()
                .classicUpperBounds(DoubleStream.concat(DoubleStream.of(MOS), DoubleStream.of(poor))
                        .distinct()
                        .sorted()
                        .toArray());
    }

    private static DistributionSummary.Builder histogram(String name, double[] bounds, DoubleStream targets) {
        return histogram(
                name,
                DoubleStream.concat(DoubleStream.of(bounds), targets)
                        .distinct()
                        .sorted()
                        .toArray());
    }

    private static DistributionSummary.Builder histogram(String name, double... bounds) {
        return DistributionSummary.builder(name).baseUnit("seconds").serviceLevelObjectives(bounds);
    }

    /** A histogram of one label set. */
    static DistributionSummary register(
            MeterRegistry registry, DistributionSummary.Builder histogram, String help, String... tags) {
        return register(registry, histogram, help, Tags.of(tags));
    }

    static DistributionSummary register(
            MeterRegistry registry, DistributionSummary.Builder histogram, String help, Iterable<Tag> tags) {
        return histogram.description(help).tags(tags).register(registry);
    }
}
