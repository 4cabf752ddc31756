package io.callwarden.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.VoiceReport;
import io.callwarden.call.VoiceReport.Heard;
import io.callwarden.call.VoiceReport.HeardBy;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds whatever a PBX reports, in whatever order. */
class VoiceWatchProperties {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final int CHANNELS = 12;
    private static final int EVENTS = 400;

    @Property(tries = 300)
    void anyReportsInAnyOrderAreEnduredAndLeaveNothingBehind(@ForAll Random random) {
        Told told = new Told();
        VoiceWatch watch = new VoiceWatch(told);
        for (int i = 0; i < EVENTS; i++) {
            Instant at = NINE.plusSeconds(random.nextInt(600));
            String id = "17." + random.nextInt(CHANNELS);
            if (random.nextInt(10) == 0) {
                watch.channelGone(at, id);
            } else {
                String channel = random.nextInt(8) == 0 ? "" : "PJSIP/" + random.nextInt(3) + "-0000002a";
                watch.voiceReported(at, random.nextInt(8) == 0 ? "" : id, channel, report(random));
            }
        }
        assertThat(watch.following()).isLessThanOrEqualTo(CHANNELS);
        watch.onSnapshot(PbxSnapshot.ofNothing(NINE.plusSeconds(601)));
        assertThat(watch.following()).isZero();

        assertThat(told.ended).allSatisfy(quality -> {
            assertThat(quality.mos()).isBetween(1.0, 4.5);
            assertThat(quality.lost()).isBetween(0.0, 1.0);
            assertThat(quality.jitter().isNegative()).isFalse();
        });
        assertThat(told.jitters).allMatch(jitter -> jitter >= 0 && jitter <= 2);
        assertThat(told.roundTrips).allMatch(time -> time > 0 && time <= 10);
        for (HeardBy side : told.packets.keySet()) {
            assertThat(told.lost.get(side)).isBetween(0L, told.packets.get(side));
        }
    }

    private static VoiceReport report(Random random) {
        Heard heard = random.nextInt(6) == 0
                ? null
                : new Heard(
                        random.nextInt(3),
                        random.nextInt(256),
                        random.nextInt(1 << 24) - (1 << 23) >> random.nextInt(24),
                        random.nextLong(1L << 32) >> random.nextInt(32),
                        random.nextLong(1L << 32) >> random.nextInt(32));
        return new VoiceReport(
                HeardBy.values()[random.nextInt(2)],
                random.nextInt(7) - 1,
                random.nextLong(1L << 32),
                heard,
                random.nextInt(3) == 0 ? -1 : random.nextInt(20_000_000));
    }
}
