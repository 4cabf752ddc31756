package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.call.VoiceEvents;
import io.callwarden.call.VoiceReport;
import io.callwarden.call.VoiceReport.Heard;
import io.callwarden.call.VoiceReport.HeardBy;
import io.callwarden.voice.LegQuality;
import io.callwarden.voice.Told;
import io.callwarden.voice.VoiceListener.Use;
import io.callwarden.voice.VoiceWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceEventTranslatorTest {
    private final List<String> told = new ArrayList<>();
    private final List<VoiceReport> reports = new ArrayList<>();
    private final VoiceEvents listener = new VoiceEvents() {
        @Override
        public void voiceReported(Instant at, String channelId, String channel, VoiceReport report) {
            told.add(channelId + " " + channel);
            reports.add(report);
        }

        @Override
        public void channelGone(Instant at, String channelId) {
            told.add("gone " + channelId);
        }
    };

    /** Two calls of real phones and a trunk: which reports bear a channel, and what they say. */
    @ParameterizedTest
    @CsvSource({
        "asterisk-22.10, 1795423947.413, 5, 239, 2, 0x0a7fd67e, 0xe3b28c10, 19200",
        "asterisk-16.28, 1795423948.3039, 5, 239, 2, 0x64e8274c, 0xcfb285d0, 19200"
    })
    void reportsOfARecordingAreReadAsTheyStand(
            String version, String id, long jitter, long highest, int count, String own, String source, long stamp)
            throws IOException {
        translate(recording(version, "rtp_attended_transfer"));

        assertThat(reports).hasSize(count);
        assertThat(reports.get(0))
                .isEqualTo(new VoiceReport(
                        HeardBy.PBX,
                        Long.decode(own),
                        stamp,
                        new Heard(Long.decode(source), 0, 0, highest, jitter),
                        -1));
        assertThat(told).contains(id + " PJSIP/trunk-a-00000135");
        int late = told.indexOf(" ");
        assertThat(late).as("the report on 120 comes without a channel").isGreaterThanOrEqualTo(0);
        assertThat(told.subList(0, late))
                .as("since both its channels are gone by then")
                .anyMatch(each -> each.startsWith("gone "));
    }

    @ParameterizedTest
    @CsvSource({
        "asterisk-22.10, rtp_followme_answered, 2, 0",
        "asterisk-16.28, rtp_followme_answered, 2, 0",
        "asterisk-22.10, rtp_blind_transfer, 0, 1",
        "asterisk-16.28, rtp_blonde_transfer, 1, 1",
        "asterisk-22.10, rtp_queue_abandoned, 1, 0",
        "asterisk-22.10, rtp_phone_answered, 0, 0"
    })
    void legsOfARecordingAreJudgedWhereTheyWereReportedOn(String version, String name, int legs, int unattributed)
            throws IOException {
        Told quality = new Told();
        feed(new VoiceWatch(quality), recording(version, name));

        assertThat(quality.ended).hasSize(legs).allSatisfy(leg -> {
            assertThat(leg.mos()).as("loopback loses nothing").isCloseTo(4.41, within(0.01));
            assertThat(leg.jitter().toMillis()).isLessThan(10);
            assertThat(leg.roundTrip()).as("these phones send no RTCP").isNull();
        });
        assertThat(quality.reports(Use.USED)).isEqualTo(legs);
        assertThat(quality.reports(Use.UNATTRIBUTED)).isEqualTo(unattributed);
    }

    @Test
    void lineOfAJudgedLegIsThatOfItsChannel() throws IOException {
        Told quality = new Told();
        feed(new VoiceWatch(quality), recording("asterisk-22.10", "rtp_followme_answered"));

        assertThat(quality.ended).extracting(LegQuality::line).containsExactlyInAnyOrder("PJSIP/trunk-a", "PJSIP/109");
    }

    @Test
    void reportThatWasReceivedTellsWhatTheLineHears() {
        translate(received(Map.of()));

        assertThat(told).containsExactly("17.1 PJSIP/101-00000001");
        assertThat(reports)
                .containsExactly(new VoiceReport(
                        HeardBy.LINE, 0x64e8274cL, 96_000, new Heard(0xcfb285d0L, 13, 21, 65_536 + 500, 40), 23_400));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0234, -1", "17, 0.0000, -1", "17, -0.0100, -1", "17, nan, -1", "17, 1.5000, 1500000", "x, 0.1, -1"
    })
    void roundTripIsToldOnlyWhereItWasMeasured(String lsr, String rtt, long micros) {
        translate(received(Map.of("Report0LSR", lsr, "RTT", rtt)));

        assertThat(reports.get(0).roundTripMicros()).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"16777210, -6", "8388608, -8388608", "8388607, 8388607", "4294967295, -1", "0, 0"})
    void lossHasTheSignOf24Bits(String written, int lost) {
        translate(received(Map.of("Report0CumulativeLost", written)));

        assertThat(reports.get(0).heard().lost()).isEqualTo(lost);
    }

    @ParameterizedTest
    @CsvSource({
        "Report0FractionLost, 256",
        "Report0FractionLost, -1",
        "Report0CumulativeLost, many",
        "Report0HighestSequence, ''",
        "Report0SequenceNumberCycles, 65536",
        "Report0IAJitter, 99999999999999999999"
    })
    void blockWithANumberThatIsNoneIsNoBlock(String header, String value) {
        translate(received(Map.of(header, value)));

        assertThat(reports.get(0).heard()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0x64e8274c, 1692936012", "0xZ, -1", "0x, -1", "64e8274c, -1", "0x123456789, -1", "0XFF, -1", "'', -1"})
    void sourceIsReadAsAsteriskWritesIt(String written, long source) {
        translate("Event: RTCPSent\r\nPrivilege: reporting,all\r\nSSRC: " + written
                + "\r\nPT: 200(SR)\r\nReportCount: 0\r\n\r\n");

        assertThat(reports).containsExactly(new VoiceReport(HeardBy.PBX, source, -1, null, -1));
    }

    @Test
    void classReportingIsAskedForOnlyWhereSomebodyListens() {
        assertThat(mask(new PbxListeners(tracker(), null, null, listener))).contains(",reporting");
        assertThat(mask(PbxListeners.of(tracker()))).doesNotContain("reporting");
    }

    private static CallTracker tracker() {
        LineRoles roles = new LineRoles(LineRoles.Rules.NONE);
        return new CallTracker("hq", CallRules.DEFAULT, roles, call -> {}, CallStory.NONE);
    }

    private static String mask(PbxListeners listeners) {
        Interest interest = new EventStream(listeners.translators(), Instant.EPOCH).interest();
        return new LinkParts(null, interest, null, null, null, null, null).eventMask();
    }

    /** As Asterisk 22 writes it (main/rtp_engine.c); no recording holds one, as the phones there send no RTCP. */
    private static String received(Map<String, String> other) {
        StringBuilder event = new StringBuilder();
        for (String line : List.of(
                "Event: RTCPReceived",
                "Privilege: reporting,all",
                "Timestamp: 1795423954.149055",
                "Channel: PJSIP/101-00000001",
                "ChannelState: 6",
                "Uniqueid: 17.1",
                "Linkedid: 17.1",
                "To: 127.0.0.1:20789",
                "From: 127.0.2.1:39245",
                "RTT: 0.0234",
                "MES: 88.1",
                "SSRC: 0xcfb285d0",
                "PT: 200(SR)",
                "ReportCount: 1",
                "SentNTP: 1795423954.148894",
                "SentRTP: 96000",
                "SentPackets: 600",
                "SentOctets: 96000",
                "Report0SourceSSRC: 0x64e8274c",
                "Report0FractionLost: 13",
                "Report0CumulativeLost: 21",
                "Report0HighestSequence: 500",
                "Report0SequenceNumberCycles: 1",
                "Report0IAJitter: 40",
                "Report0LSR: 1061144719",
                "Report0DLSR: 2.8500")) {
            String name = line.substring(0, line.indexOf(':'));
            event.append(other.containsKey(name) ? name + ": " + other.get(name) : line)
                    .append("\r\n");
        }
        return event.append("\r\n").toString();
    }

    private void translate(String stream) {
        translate(stream.getBytes(StandardCharsets.UTF_8));
    }

    private void translate(byte[] stream) {
        feed(listener, stream);
    }

    private static void feed(VoiceEvents voice, byte[] stream) {
        new RecordedStream(new PbxListeners(tracker(), null, null, voice)).feed(stream, 0, stream.length);
    }

    private static byte[] recording(String version, String name) throws IOException {
        String path = "/recordings/" + version + "/" + name + ".ami.gz";
        try (InputStream in = VoiceEventTranslatorTest.class.getResourceAsStream(path);
                InputStream ami = new GZIPInputStream(in)) {
            return ami.readAllBytes();
        }
    }
}
