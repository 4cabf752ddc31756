package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.call.VoiceReport.HeardBy;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.StreamWriter;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Sound;
import io.callwarden.voice.LegQuality;
import io.callwarden.voice.Told;
import io.callwarden.voice.VoiceListener.Use;
import io.callwarden.voice.VoiceWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A made-up day with two bad lines, from the bytes of its events to what is said of its lines. */
class MadeUpVoiceTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void badLinesAreFoundAndNoOther() throws IOException {
        Told told = new Told();
        byte[] day = day();
        CallTracker tracker = new CallTracker(
                "hq", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), call -> {}, CallStory.NONE);

        new RecordedStream(new PbxListeners(tracker, null, null, new VoiceWatch(told))).feed(day, 0, day.length);

        assertThat(told.ended).hasSizeGreaterThan(300);
        assertThat(told.ended.stream()
                        .filter(leg -> leg.mos() < 3.6)
                        .map(LegQuality::line)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("PJSIP/trunk-b", "PJSIP/120");
        assertThat(told.ended.stream().filter(leg -> !leg.line().matches("PJSIP/(trunk-b|120)")))
                .allMatch(leg -> leg.mos() > 4.2);
        assertThat(told.reports(Use.IMPLAUSIBLE)).isZero();
        assertThat(told.reports(Use.UNATTRIBUTED)).isZero();
        for (HeardBy side : HeardBy.values()) {
            assertThat(told.packets.get(side)).isGreaterThan(1_000_000);
            assertThat((double) told.lost.get(side) / told.packets.get(side)).isBetween(0.01, 0.05);
        }
    }

    private static byte[] day() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamWriter.writeVerbatim(
                out,
                BusyDay.ofASmallFirm(5)
                        .withCallsPerHour(400)
                        .withSound(Sound.of("trunk-b", "120"))
                        .playCalls(MORNING, 300, truth -> {}),
                PlayOptions.asFastAsPossible().startAt(MORNING),
                new SimulatorSettings());
        return out.toByteArray();
    }
}
