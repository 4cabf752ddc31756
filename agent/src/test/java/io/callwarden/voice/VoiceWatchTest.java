package io.callwarden.voice;

import static io.callwarden.call.VoiceReport.HeardBy.LINE;
import static io.callwarden.call.VoiceReport.HeardBy.PBX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.VoiceReport;
import io.callwarden.call.VoiceReport.Heard;
import io.callwarden.call.VoiceReport.HeardBy;
import io.callwarden.voice.VoiceListener.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VoiceWatchTest {
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final String ID = "1795415864.6";
    private static final String CHANNEL = "PJSIP/trunk-a-0000002a";

    private final Told told = new Told();
    private final VoiceWatch watch = new VoiceWatch(told);
    private int seconds;

    @Test
    void cleanLegIsJudgedAtItsEndUnderTheNameOfItsLine() {
        hear(PBX, heard(250, 0, 0, 8));
        hear(PBX, heard(500, 0, 0, 8));
        hear(LINE, heard(500, 0, 0, 16), 30_000);
        assertThat(told.ended).isEmpty();
        gone();

        LegQuality quality = told.ended.get(0);
        assertThat(quality.line()).isEqualTo("PJSIP/trunk-a");
        assertThat(quality.mos()).isCloseTo(4.41, within(0.01));
        assertThat(quality.lost()).isZero();
        assertThat(quality.roundTrip()).isEqualTo(Duration.ofMillis(30));
        assertThat(told.lines).containsExactly("PJSIP/trunk-a");
        assertThat(told.jitters).containsExactly(0.001, 0.001, 0.002);
        assertThat(told.packets).containsEntry(PBX, 250L).doesNotContainKey(LINE);
        assertThat(watch.following()).isZero();
    }

    @Test
    void sideThatHeardWorseIsTheOneThatCounts() {
        hear(PBX, heard(250, 0, 0, 8));
        hear(PBX, heard(500, 0, 0, 8));
        hear(LINE, heard(1_250, 0, 0, 80));
        hear(LINE, heard(1_500, 25, 26, 80));
        gone();

        LegQuality quality = told.ended.get(0);
        assertThat(quality.lost()).isCloseTo(25.0 / 500, within(1e-9));
        assertThat(quality.jitter()).isEqualTo(Duration.ofMillis(10));
        assertThat(quality.roundTrip()).isNull();
        // 5 % lost: Ie,eff is 95 * 5 / 30.1 = 15.8, R 77.4.
        assertThat(quality.mos()).isCloseTo(EModel.mos(77.4), within(0.01));
        assertThat(told.lost).containsEntry(PBX, 0L).containsEntry(LINE, 25L);
    }

    @Test
    void legOfOneReportIsJudgedByTheShareItTells() {
        hear(PBX, heard(250, 64, 64, 8));
        gone();

        assertThat(told.ended.get(0).lost()).isEqualTo(0.25);
        assertThat(told.packets).isEmpty();
    }

    @Test
    void longDelayCosts() {
        hear(LINE, heard(250, 0, 0, 8), 800_000);
        gone();

        assertThat(told.ended.get(0).mos()).isLessThan(3.6);
    }

    @Test
    void sequenceNumberMayBeginAnewWithOrWithoutBeingCounted() {
        hear(PBX, heard(65_400, 0, 0, 8));
        hear(PBX, heard(65_536 + 114, 0, 0, 8));
        assertThat(told.packets).containsEntry(PBX, 250L);

        hear(LINE, heard(65_400, 3, 0, 8));
        hear(LINE, heard(114, 5, 0, 8));
        assertThat(told.packets).containsEntry(LINE, 250L);
        assertThat(told.lost).containsEntry(LINE, 2L);
        assertThat(told.reports(Use.IMPLAUSIBLE)).isZero();
    }

    @Test
    void reportsThatWereNotHeardAreMadeUpForByTheNext() {
        hear(PBX, heard(250, 0, 0, 8));
        hear(PBX, heard(5_000, 95, 3, 8));

        assertThat(told.packets).containsEntry(PBX, 4_750L);
        assertThat(told.lost).containsEntry(PBX, 95L);
    }

    @Test
    void packetsThatCameTwiceAreNoLoss() {
        hear(PBX, heard(250, 4, 4, 8));
        hear(PBX, heard(500, -3, 0, 8));

        assertThat(told.lost).containsEntry(PBX, 0L);
        assertThat(told.reports(Use.USED)).isEqualTo(2);
    }

    @Test
    void sameReportTwiceCountsOnce() {
        hear(PBX, heard(250, 0, 0, 8));
        hear(PBX, heard(500, 10, 10, 8));
        hear(PBX, heard(500, 10, 10, 8));
        gone();

        assertThat(told.packets).containsEntry(PBX, 250L);
        assertThat(told.ended.get(0).lost()).isEqualTo(10.0 / 500);
    }

    @Test
    void numbersThatCannotBeAreLeftOutAndCounted() {
        hear(PBX, heard(250, 0, 0, 8));
        hear(PBX, heard(900_000, 0, 0, 8));
        hear(PBX, heard(900_250, 700, 0, 8));
        hear(PBX, heard(900_500, 700, 0, 4_000_000_000L));
        hear(LINE, heard(250, 0, 0, 8), 65_000_000);
        gone();

        assertThat(told.reports(Use.IMPLAUSIBLE)).isEqualTo(4);
        assertThat(told.lost).containsEntry(PBX, 0L);
        assertThat(told.jitters).hasSize(4).allMatch(jitter -> jitter == 0.001);
        assertThat(told.roundTrips).isEmpty();
        assertThat(told.ended.get(0).mos()).isCloseTo(4.41, within(0.01));
    }

    @Test
    void anotherStreamBeginsAnew() {
        hear(PBX, new Heard(1, 0, 0, 250, 8));
        hear(PBX, new Heard(2, 0, 90, 60_000, 8));
        hear(PBX, new Heard(2, 0, 90, 60_250, 8));

        assertThat(told.packets).containsEntry(PBX, 250L);
        assertThat(told.lost).containsEntry(PBX, 0L);
        assertThat(told.reports(Use.USED)).isEqualTo(3);
    }

    @Test
    void videoBesideVoiceDoesNotDisturbIt() {
        for (int i = 1; i <= 4; i++) {
            hear(PBX, 10, new Heard(1, 0, 0, 250L * i, 8));
            hear(PBX, 20, new Heard(2, 0, 0, 900L * i, 8));
        }
        assertThat(told.packets).containsEntry(PBX, 3 * 250L + 3 * 900L);
    }

    @Test
    void jitterIsToldInUnitsOfTheClockThatTheReportsShow() {
        for (int i = 0; i < 3; i++) {
            report(PBX, 7, 240_000L * i + 4_294_900_000L, new Heard(1, 0, 0, 250L * i, 480), -1);
        }
        assertThat(told.jitters).containsExactly(0.06, 0.01, 0.01);
    }

    @Test
    void reportWithoutChannelIsCountedAndLeavesNothing() {
        watch.voiceReported(NINE, "", "", report(heard(250, 0, 0, 8)));
        watch.voiceReported(NINE, "17.1", "Local/111@agents-00000003;2", report(heard(250, 0, 0, 8)));

        assertThat(told.reports(Use.UNATTRIBUTED)).isEqualTo(2);
        assertThat(watch.following()).isZero();
    }

    @Test
    void channelThatHeardNothingYetIsNotJudged() {
        watch.voiceReported(NINE, ID, CHANNEL, new VoiceReport(PBX, 7, 160, null, -1));
        gone();

        assertThat(told.ended).isEmpty();
        assertThat(told.reports(Use.USED)).isEqualTo(1);
    }

    @Test
    void lineThatTakesThePlaceOfAnotherIsJudgedForItself() {
        hear(PBX, heard(250, 0, 0, 8));
        watch.voiceReported(NINE, ID, "PJSIP/120-0000002b", report(heard(250, 128, 128, 8)));
        gone();

        assertThat(told.ended).extracting(LegQuality::line).containsExactly("PJSIP/trunk-a", "PJSIP/120");
    }

    @Test
    void legsWhoseEndWasNotSeenAreDroppedBySnapshotAndByTime() {
        hear(PBX, heard(250, 0, 0, 8));
        watch.voiceReported(NINE.plusSeconds(60), "17.2", "PJSIP/120-0000002b", report(heard(1, 0, 0, 8)));
        watch.onSnapshot(PbxSnapshot.ofNothing(NINE.plusSeconds(50)));
        assertThat(watch.following())
                .as("the newer one may be missing in the snapshot")
                .isEqualTo(1);

        watch.voiceReported(NINE.plusSeconds(5_000), "", "", report(heard(250, 0, 0, 8)));
        assertThat(watch.following()).isZero();
        assertThat(told.ended).isEmpty();
    }

    @Test
    void noMoreThanTenThousandLegsAreFollowed() {
        for (int i = 0; i < 10_050; i++) {
            watch.voiceReported(NINE, "17." + i, "PJSIP/120-" + i, report(heard(250, 0, 0, 8)));
        }
        assertThat(watch.following()).isEqualTo(10_000);
        assertThat(told.reports(Use.UNATTRIBUTED)).isEqualTo(50);
        Stream.iterate(0, i -> i + 1).limit(10_050).forEach(i -> watch.channelGone(NINE, "17." + i));
        assertThat(watch.following()).isZero();
    }

    private static Heard heard(long highest, int lost, int share, long jitter) {
        return new Heard(1, share, lost, highest, jitter);
    }

    private static VoiceReport report(Heard heard) {
        return new VoiceReport(PBX, 7, -1, heard, -1);
    }

    private void hear(HeardBy side, Heard heard) {
        hear(side, heard, -1);
    }

    private void hear(HeardBy side, Heard heard, long roundTripMicros) {
        report(side, 7, -1, heard, roundTripMicros);
    }

    private void hear(HeardBy side, long ownSource, Heard heard) {
        report(side, ownSource, -1, heard, -1);
    }

    private void report(HeardBy side, long ownSource, long timestamp, Heard heard, long roundTripMicros) {
        watch.voiceReported(
                NINE.plusSeconds(seconds),
                ID,
                CHANNEL,
                new VoiceReport(side, ownSource, timestamp & 0xFFFFFFFFL, heard, roundTripMicros));
        seconds += 5;
    }

    private void gone() {
        watch.channelGone(NINE.plusSeconds(seconds), ID);
    }
}
