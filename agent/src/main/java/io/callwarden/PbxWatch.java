package io.callwarden;

import io.callwarden.call.CallListener;
import io.callwarden.employee.EmployeeBoard;
import io.callwarden.line.LineBoard;
import io.callwarden.metrics.CallMetrics;
import io.callwarden.metrics.ChannelMetrics;
import io.callwarden.metrics.EmployeeMetrics;
import io.callwarden.metrics.GapMetrics;
import io.callwarden.metrics.InProgressMetrics;
import io.callwarden.metrics.LineMetrics;
import io.callwarden.metrics.LinkMetrics;
import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.MetricsConfig;
import io.callwarden.metrics.QueueMetrics;
import io.callwarden.metrics.VoiceMetrics;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.queue.QueueBoard;
import io.callwarden.recovery.LiveTalks;
import io.callwarden.store.CallRecorder;
import io.callwarden.store.Neighbours;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Puts together who listens to a PBX, and the meters of what is heard. */
final class PbxWatch {
    private final OwnPhones phones;
    private final Supplier<PhoneNumbers> numbers;
    private final Metrics metrics;
    private final MetricsConfig limits;
    private final LiveTalks talks;
    private final CallRecorder recorder;
    private final Neighbours neighbours;
    private final CallListener more;
    private final Clock clock;

    /** @param more is told of calls after all others */
    PbxWatch(
            RunningConfiguration config,
            OwnPhones phones,
            Metrics metrics,
            LiveTalks talks,
            CallRecorder recorder,
            Neighbours neighbours,
            CallListener more,
            Clock clock) {
        this.phones = phones;
        this.numbers = FollowedCalls.numbers(config);
        this.metrics = metrics;
        this.limits = config.get().metrics();
        this.talks = talks;
        this.recorder = recorder;
        this.neighbours = neighbours;
        this.more = more;
        this.clock = clock;
    }

    /** A PBX that is not listened to yet. */
    WatchedPbx of(PbxSettings settings) {
        String name = settings.pbx().name();
        QueueMetrics queueMetrics = queueMetrics(settings);
        Lines lines = new Lines(settings.pbx().lines());
        Boards boards = boards(settings, lines, queueMetrics);
        CallListener listeners = new CallListeners(List.of(
                boards.queues(),
                queueMetrics,
                new CallMetrics(
                        metrics.registry(),
                        name,
                        settings.all().calls().serviceLevel().toSeconds()),
                new GapMetrics(metrics.registry(), name),
                new UnlessRefused(name, neighbours, new CallListeners(List.of(talks, recorder)), recorder::leftOut),
                boards.employees(),
                more));
        PbxParts parts = new PbxParts(
                settings, numbers, lines, boards, queueMetrics, poor -> new VoiceMetrics(metrics, name, poor));
        WatchedPbx watched = new WatchedPbx(settings, parts, listeners, phones, neighbours, clock);
        measureEmployees(name, boards.employees(), watched.link().clock()::now);
        ChannelMetrics.register(metrics.registry(), name, boards.lines());
        InProgressMetrics.register(metrics.registry(), name, watched.inProgress());
        LinkMetrics.register(metrics.registry(), watched.link());
        return watched;
    }

    private QueueMetrics queueMetrics(PbxSettings settings) {
        return new QueueMetrics(
                metrics.registry(),
                settings.pbx().name(),
                settings.serviceLevels(),
                settings.all().calls().shortAbandon(),
                limits.maxQueues());
    }

    /** Without voice. */
    private Boards boards(PbxSettings settings, Lines lines, QueueMetrics queueMetrics) {
        PbxConfig pbx = settings.pbx();
        LineMetrics lineMetrics = new LineMetrics(metrics, pbx.name(), limits.maxExtensions(), limits.maxTrunks());
        return new Boards(
                new QueueBoard(queueMetrics, pbx.queues().wrapUps()),
                new LineBoard(lines.roles(), pbx.channelLimits(), lineMetrics),
                new EmployeeBoard(pbx.employees(), settings.all().calls().names()),
                null);
    }

    private void measureEmployees(String pbx, EmployeeBoard employees, InstantSource pbxTime) {
        if (limits.employees()) {
            EmployeeMetrics.register(metrics, pbx, employees, pbxTime, limits.maxEmployees());
        }
    }

    /** Nothing is shown any more of a PBX that was closed. */
    void forget(String pbx) {
        talks.forgetPbx(pbx);
        neighbours.forget(pbx);
        metrics.forget(pbx);
    }
}
