package io.callwarden.metrics;

import io.callwarden.call.QueueVisit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The meters of one queue, or of all that share the label {@code other}. All are there, at 0, from the start. */
final class QueueMeters {
    private static final double NANOS = 1e9;

    final String label;
    /** Queues that are counted here. */
    int queues;

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> all = new ArrayList<>();
    private final Counter[] calls = new Counter[QueueOutcome.values().length];
    private final Counter withinTarget;
    private final Counter overTarget;
    private final Counter missed;
    private final Counter abandonedShort;
    private final DistributionSummary waitAnswered;
    private final DistributionSummary waitLost;
    private final DistributionSummary talk;
    private final Counter ringNoAnswer;

    /** @param targets bounds that the histogram of waits shall have */
    QueueMeters(MeterRegistry registry, String pbx, String label, Set<Duration> targets) {
        this.registry = registry;
        this.label = label;
        tags = Tags.of("pbx", pbx, "queue", label);
        for (QueueOutcome outcome : QueueOutcome.values()) {
            calls[outcome.ordinal()] = counter(
                    "callwarden.queue.calls",
                    "Calls that left a queue or were refused by it",
                    "outcome",
                    outcome.label);
        }
        withinTarget = serviceLevel("within_target");
        overTarget = serviceLevel("over_target");
        missed = serviceLevel("missed");
        abandonedShort = serviceLevel("abandoned_short");
        waitAnswered = wait(targets, "answered");
        waitLost = wait(targets, "lost");
        talk = known(Buckets.register(
                registry,
                Buckets.queueTalk(),
                "How long calls that a member answered were talked about, until they ended or entered another queue, holds and transfers included; from the record, when the call ends",
                tags));
        ringNoAnswer = counter(
                "callwarden.queue.ring.no.answer",
                "Rings of members that timed out or were declined; from the record, when the call ends");
    }

    private Counter serviceLevel(String result) {
        return counter(
                "callwarden.queue.service.level.calls",
                "Calls of a queue against its target; those moved on or not seen to leave are left out",
                "result",
                result);
    }

    private Counter counter(String name, String help, String... more) {
        return known(
                Counter.builder(name).description(help).tags(tags.and(more)).register(registry));
    }

    private DistributionSummary wait(Set<Duration> targets, String outcome) {
        return known(Buckets.register(
                registry,
                Buckets.queueWait(targets),
                "How long callers were in the queue, whether they were answered or left it unserved; short abandons and refusals left out",
                tags.and("outcome", outcome)));
    }

    private <T extends Meter> T known(T meter) {
        all.add(meter);
        return meter;
    }

    /** @param target within which the call was to be answered */
    void visited(QueueVisit visit, QueueOutcome outcome, Duration target) {
        calls[outcome.ordinal()].increment();
        Duration waited = visit.waited();
        if (outcome == QueueOutcome.ANSWERED && waited != null) {
            (waited.compareTo(target) <= 0 ? withinTarget : overTarget).increment();
            waitAnswered.record(seconds(waited));
        } else if (outcome == QueueOutcome.ABANDONED_SHORT) {
            abandonedShort.increment();
        } else if (outcome.missed()) {
            missed.increment();
            if (outcome.lost() && waited != null) {
                waitLost.record(seconds(waited));
            }
        }
    }

    void talked(Duration time) {
        talk.record(seconds(time));
    }

    void ringsNotAnswered(int rings) {
        ringNoAnswer.increment(rings);
    }

    void remove() {
        all.forEach(registry::remove);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
