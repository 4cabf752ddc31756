package io.callwarden;

import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.employee.EmployeeBoard;
import io.callwarden.line.LineBoard;
import io.callwarden.metrics.CallMetrics;
import io.callwarden.metrics.ChannelMetrics;
import io.callwarden.metrics.EmployeeMetrics;
import io.callwarden.metrics.GapMetrics;
import io.callwarden.metrics.InProgressMetrics;
import io.callwarden.metrics.LineMetrics;
import io.callwarden.metrics.LinkMetrics;
import io.callwarden.metrics.LiveQueues;
import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.QueueMetrics;
import io.callwarden.metrics.VoiceMetrics;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.queue.QueueBoard;
import io.callwarden.queue.ServiceLevels;
import io.callwarden.recovery.LiveTalks;
import io.callwarden.store.CallRecorder;
import io.callwarden.store.Neighbours;
import io.callwarden.voice.VoiceWatch;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together who listens to a PBX, and the meters of what is heard. */
final class PbxWatch {
    private static final Logger log = LoggerFactory.getLogger(PbxWatch.class);

    private final Configuration config;
    private final OwnPhones phones;
    private final PhoneNumbers numbers;
    private final Metrics metrics;
    private final Neighbours neighbours;
    private final Clock clock;
    private final List<LiveQueues> liveQueues = new ArrayList<>();

    PbxWatch(Configuration config, OwnPhones phones, Metrics metrics, Neighbours neighbours, Clock clock) {
        this.config = config;
        this.phones = phones;
        this.numbers = config.calls().numbers();
        this.metrics = metrics;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    /** Of all PBXs that are watched so far. */
    List<LiveQueues> liveQueues() {
        return List.copyOf(liveQueues);
    }

    /**
     * A PBX that is not listened to yet.
     *
     * @param more is told of calls after all others
     */
    WatchedPbx of(PbxConfig pbx, LiveTalks talks, CallRecorder recorder, CallListener more) {
        QueueMetrics queueMetrics = queueMetrics(pbx);
        Lines lines = new Lines(pbx.lines());
        Boards boards = boards(pbx, lines, queueMetrics);
        CallListener listeners = new CallListeners(List.of(
                boards.queues(),
                queueMetrics,
                new CallMetrics(
                        metrics.registry(),
                        pbx.name(),
                        config.calls().serviceLevel().toSeconds()),
                new GapMetrics(metrics.registry(), pbx.name()),
                new UnlessRefused(
                        pbx.name(), neighbours, new CallListeners(List.of(talks, recorder)), recorder::leftOut),
                boards.employees(),
                more));
        CallRules rules = config.calls().rules(numbers, pbx.employees());
        WatchedPbx watched = new WatchedPbx(pbx, lines, rules, listeners, boards, phones, neighbours, clock);
        InstantSource pbxTime = watched.link().clock()::now;
        liveQueues.add(new LiveQueues(queueMetrics, boards.queues(), pbxTime));
        measureEmployees(pbx, boards.employees(), pbxTime);
        ChannelMetrics.register(metrics.registry(), pbx.name(), boards.lines());
        InProgressMetrics.register(metrics.registry(), pbx.name(), watched.inProgress());
        LinkMetrics.register(metrics.registry(), watched.link());
        return watched;
    }

    private QueueMetrics queueMetrics(PbxConfig pbx) {
        return new QueueMetrics(
                metrics.registry(),
                pbx.name(),
                new ServiceLevels(pbx.queues().targets(), config.calls().serviceLevel()),
                config.calls().shortAbandon(),
                config.metrics().maxQueues());
    }

    private Boards boards(PbxConfig pbx, Lines lines, QueueMetrics queueMetrics) {
        LineMetrics lineMetrics = new LineMetrics(
                metrics,
                pbx.name(),
                config.metrics().maxExtensions(),
                config.metrics().maxTrunks());
        return new Boards(
                new QueueBoard(queueMetrics, pbx.queues().wrapUps()),
                new LineBoard(lines.roles(), pbx.channelLimits(), lineMetrics),
                new EmployeeBoard(pbx.employees(), config.calls().names()),
                voice(pbx));
    }

    /** Null where nobody wants to know. */
    private VoiceWatch voice(PbxConfig pbx) {
        if (!pbx.voiceQuality()) {
            log.info("Voice quality of {} is not read: pbxs.{}.voice-quality is false", pbx.name(), pbx.name());
            return null;
        }
        return new VoiceWatch(
                new VoiceMetrics(metrics, pbx.name(), config.voice().poorMos()));
    }

    private void measureEmployees(PbxConfig pbx, EmployeeBoard employees, InstantSource pbxTime) {
        if (config.metrics().employees()) {
            EmployeeMetrics.register(
                    metrics, pbx.name(), employees, pbxTime, config.metrics().maxEmployees());
        }
    }
}
