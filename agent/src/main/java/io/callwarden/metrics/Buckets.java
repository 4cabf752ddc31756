package io.callwarden.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Upper bounds of histograms, in seconds, where call centres set their targets. Classic histograms, so that every Prometheus 2 and 3
 * reads them without a flag.
 */
final class Buckets {
    private static final double[] WAIT = {5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600};
    private static final double[] RING = {2, 5, 10, 15, 20, 30, 45, 60};
    private static final double[] TALK = {15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600};
    private static final double[] HOLD = {5, 15, 30, 60, 120, 300, 600};

    private Buckets() {}

    /** With a bound at the service level's target, so that the share within it is exact. */
    static DistributionSummary.Builder wait(double targetSeconds) {
        return wait("callwarden.call.wait", DoubleStream.of(targetSeconds));
    }

    /** With a bound at each target: queues can be added up only where their bounds are the same. */
    static DistributionSummary.Builder queueWait(Set<Duration> targets) {
        return wait("callwarden.queue.wait", targets.stream().mapToDouble(Duration::toSeconds));
    }

    private static DistributionSummary.Builder wait(String name, DoubleStream targets) {
        return histogram(
                name,
                DoubleStream.concat(DoubleStream.of(WAIT), targets)
                        .distinct()
                        .sorted()
                        .toArray());
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
