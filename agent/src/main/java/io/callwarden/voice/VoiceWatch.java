package io.callwarden.voice;

import io.callwarden.call.LineName;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.VoiceEvents;
import io.callwarden.call.VoiceReport;
import io.callwarden.voice.VoiceListener.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows the voice of every leg of one PBX from its first report to its end, and says then how it was. A leg whose end was not seen
 * is dropped: what was not seen to its end is not judged. Used by the thread of one PBX.
 */
public final class VoiceWatch implements VoiceEvents {
    private static final int MAX_LEGS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final VoiceListener listener;
    private final Map<String, LegVoice> legs = new HashMap<>();
    private Instant nextLook = Instant.MIN;

    public VoiceWatch(VoiceListener listener) {
        this.listener = listener;
    }

    @Override
    public void voiceReported(Instant at, String channelId, String channel, VoiceReport report) {
        forgetSilent(at);
        LegVoice leg = legs.get(channelId);
        if (leg == null || !leg.isOf(channel)) {
            leg = begin(channelId, channel, leg);
        }
        if (leg == null) {
            listener.reported(Use.UNATTRIBUTED);
        } else {
            leg.take(at, report, listener);
        }
    }

    /** Null where there is no line, or no room. */
    private LegVoice begin(String channelId, String channel, LegVoice before) {
        if (channelId.isEmpty() || LineName.of(channel).isEmpty()) {
            return null;
        }
        if (before != null) {
            end(before);
        } else if (legs.size() >= MAX_LEGS) {
            return null;
        }
        LegVoice leg = new LegVoice(channel);
        legs.put(channelId, leg);
        listener.lineHeard(leg.line());
        return leg;
    }

    @Override
    public void channelGone(Instant at, String channelId) {
        LegVoice leg = legs.remove(channelId);
        if (leg != null) {
            end(leg);
        }
    }

    private void end(LegVoice leg) {
        leg.quality().ifPresent(listener::legEnded);
    }

    /** Drops legs that are no longer there; what was reported on after the questions were sent may be missing in the answer. */
    public void onSnapshot(PbxSnapshot snapshot) {
        Set<String> there = new HashSet<>();
        snapshot.channels().forEach(channel -> there.add(channel.uniqueid()));
        legs.entrySet()
                .removeIf(leg -> !there.contains(leg.getKey())
                        && leg.getValue().lastReport().isBefore(snapshot.askedAt()));
    }

    private void forgetSilent(Instant at) {
        if (!at.isBefore(nextLook)) {
            nextLook = at.plus(BETWEEN_LOOKS);
            legs.values().removeIf(leg -> leg.lastReport().isBefore(at.minus(FORGOTTEN_AFTER)));
        }
    }

    /** Legs that are being followed. */
    int following() {
        return legs.size();
    }
}
