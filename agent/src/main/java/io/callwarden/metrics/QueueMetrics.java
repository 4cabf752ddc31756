package io.callwarden.metrics;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.Direction;
import io.callwarden.call.QueueVisit;
import io.callwarden.queue.QueueWatcher;
import io.callwarden.queue.ServiceLevels;
import io.callwarden.queue.VisitFigures;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of the calls of each queue of one PBX, whoever called. Visits are counted when they end, talk and unanswered rings when the
 * call does. Written by the PBX's thread.
 */
public final class QueueMetrics implements CallListener, QueueWatcher {
    private final MeterRegistry registry;
    private final String pbx;
    private ServiceLevels levels;
    private Duration shortAbandon;
    private final CappedNames names;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final Map<String, QueueMeters> byLabel = new HashMap<>();

    /** @param asterisk the target that Asterisk has set; zero for none */
    private record Watched(QueueMeters meters, Duration asterisk, Duration target) {}

    /**
     * Knows no queue before it is told of one.
     *
     * @param pbx its configured name
     * @param shortAbandon callers who give up sooner are counted apart
     * @param maxQueues with series of their own; the rest share those of {@code other}
     */
    public QueueMetrics(
            MeterRegistry registry, String pbx, ServiceLevels levels, Duration shortAbandon, int maxQueues) {
        this.registry = registry;
        this.pbx = pbx;
        this.levels = levels;
        this.shortAbandon = shortAbandon;
        names = new CappedNames(registry, pbx, "callwarden_queue", maxQueues);
    }

    /**
     * Calls are measured by these from now on. Histograms that are there keep their bounds: they could get others only by beginning anew. The
     * PBX's thread only.
     */
    public void follow(ServiceLevels newLevels, Duration newShortAbandon) {
        levels = newLevels;
        shortAbandon = newShortAbandon;
        watched.replaceAll(
                (queue, known) -> new Watched(known.meters(), known.asterisk(), newLevels.of(queue, known.asterisk())));
    }

    @Override
    public void queueFound(String queue, Duration serviceLevel) {
        Duration target = levels.of(queue, serviceLevel);
        Watched known = watched.get(queue);
        if (known == null) {
            QueueMeters meters = meters(names.label(queue), target);
            meters.queues++;
            watched.put(queue, new Watched(meters, serviceLevel, target));
        } else {
            watched.put(queue, new Watched(known.meters(), serviceLevel, target));
        }
    }

    private QueueMeters meters(String label, Duration target) {
        return byLabel.computeIfAbsent(label, first -> {
            Set<Duration> targets = new TreeSet<>(levels.configured());
            targets.add(target);
            return new QueueMeters(registry, pbx, label, targets);
        });
    }

    @Override
    public void queueRemoved(String queue) {
        Watched gone = watched.remove(queue);
        if (gone != null && --gone.meters().queues == 0) {
            byLabel.remove(gone.meters().label);
            gone.meters().remove();
            names.release(queue);
        }
    }

    @Override
    public void queueVisitEnded(CallId id, Direction direction, QueueVisit visit) {
        Watched queue = of(visit.queue());
        queue.meters().visited(visit, QueueOutcome.of(visit, shortAbandon), queue.target());
    }

    @Override
    public void callEnded(Call call) {
        for (int i = 0; i < call.queueVisits().size(); i++) {
            QueueMeters meters = of(call.queueVisits().get(i).queue()).meters();
            meters.ringsNotAnswered(VisitFigures.ringsNotAnswered(call, i));
            Duration talked = VisitFigures.talked(call, i);
            if (talked != null) {
                meters.talked(talked);
            }
        }
    }

    /** One of which nobody told is one too many: it is counted with the others. */
    private Watched of(String queue) {
        Watched known = watched.get(queue);
        return known != null
                ? known
                : new Watched(meters(CappedNames.OTHER, levels.all()), Duration.ZERO, levels.all());
    }

    /** Under which label the queue is shown; empty where it is not known. Any thread. */
    Optional<String> label(String queue) {
        return Optional.ofNullable(watched.get(queue)).map(known -> known.meters().label);
    }

    /** Within which time its calls are to be answered. Any thread. */
    Optional<Duration> target(String queue) {
        return Optional.ofNullable(watched.get(queue)).map(Watched::target);
    }

    String pbx() {
        return pbx;
    }
}
