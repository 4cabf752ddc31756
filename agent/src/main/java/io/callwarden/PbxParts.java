package io.callwarden;

import io.callwarden.call.CallRules;
import io.callwarden.metrics.LiveQueues;
import io.callwarden.metrics.QueueMetrics;
import io.callwarden.metrics.VoiceMetrics;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.voice.VoiceWatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows one PBX beside its calls, and takes over other settings while it does. Settings are plain fields on the thread of the PBX, so
 * that no event pays for their being able to change.
 */
final class PbxParts {
    private static final Logger log = LoggerFactory.getLogger(PbxParts.class);

    private final Supplier<PhoneNumbers> numbers;
    private final Lines lines;
    private final QueueMetrics queueMetrics;
    private final DoubleFunction<VoiceMetrics> voiceMetrics;
    private Boards boards;
    /** Null where nobody wants to know. */
    private VoiceMetrics voice;

    /**
     * @param boards without voice
     * @param voiceMetrics makes the meters of voice, with a MOS below which it is poor
     */
    PbxParts(
            PbxSettings settings,
            Supplier<PhoneNumbers> numbers,
            Lines lines,
            Boards boards,
            QueueMetrics queueMetrics,
            DoubleFunction<VoiceMetrics> voiceMetrics) {
        this.numbers = numbers;
        this.lines = lines;
        this.boards = boards;
        this.queueMetrics = queueMetrics;
        this.voiceMetrics = voiceMetrics;
        followVoice(settings);
    }

    /** From {@code now} on these settings hold. */
    void follow(PbxSettings settings, Instant now) {
        queueMetrics.follow(settings.serviceLevels(), settings.all().calls().shortAbandon());
        boards.queues().follow(settings.pbx().queues().wrapUps());
        boards.employees()
                .follow(now, settings.pbx().employees(), settings.all().calls().names());
        lines.roles().follow(settings.pbx().lines());
        boards.lines().follow(settings.pbx().channelLimits());
        boards.lines().rolesChanged();
        followVoice(settings);
    }

    private void followVoice(PbxSettings settings) {
        double poor = settings.all().voice().poorMos();
        if (!settings.pbx().voiceQuality()) {
            String name = settings.pbx().name();
            log.info("Voice quality of {} is not read: pbxs.{}.voice-quality is false", name, name);
            boards = boards.with(null);
            if (voice != null) {
                voice.remove();
                voice = null;
            }
        } else if (voice == null) {
            voice = voiceMetrics.apply(poor);
            boards = boards.with(new VoiceWatch(voice));
        } else {
            voice.follow(poor);
        }
    }

    CallRules rules(PbxSettings settings) {
        return settings.rules(numbers.get());
    }

    Lines lines() {
        return lines;
    }

    Boards boards() {
        return boards;
    }

    /** @param clock the PBX's */
    LiveQueues queues(InstantSource clock) {
        return new LiveQueues(queueMetrics, boards.queues(), clock);
    }
}
