package io.callwarden.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootEpochTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant EIGHT = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void startIsReadInTheZoneOfThePbxWhereUptimeIsNotTold() {
        assertThat(BootEpoch.of(status("2026-11-23", "11:00:00"), null, MOSCOW).at())
                .isEqualTo(EIGHT);
        assertThat(BootEpoch.of(status("2026-11-23", "11:00:00"), EIGHT.plusSeconds(1), MOSCOW)
                        .at())
                .isEqualTo(EIGHT.plusSeconds(1));
        assertThat(BootEpoch.of(status("yesterday", "noon"), null, MOSCOW).at()).isNull();
        assertThat(BootEpoch.of(status("", ""), null, MOSCOW)).isEqualTo(BootEpoch.UNKNOWN);
    }

    @Test
    void sameStartIsTheSameRunWhateverUptimeRoundsTo() {
        BootEpoch before = new BootEpoch("2026-11-23 11:00:00", EIGHT);
        assertThat(before.sameRun(new BootEpoch("2026-11-23 11:00:00", EIGHT.plusSeconds(60))))
                .isTrue();
        assertThat(before.sameRun(new BootEpoch("2026-11-23 11:00:02", EIGHT.plusSeconds(2))))
                .isFalse();
        assertThat(before.sameRun(new BootEpoch("", EIGHT.plusSeconds(2)))).isTrue();
        assertThat(before.sameRun(new BootEpoch("2026-11-23 11:05:00", EIGHT.plusSeconds(300))))
                .isFalse();
        assertThat(before.sameRun(new BootEpoch("2026-11-23 11:05:00", null))).isFalse();
    }

    @Test
    void whatIsNotKnownIsNoRestart() {
        BootEpoch before = new BootEpoch("2026-11-23 11:00:00", EIGHT);
        assertThat(before.sameRun(BootEpoch.UNKNOWN)).isTrue();
        assertThat(BootEpoch.UNKNOWN.sameRun(before)).isTrue();
        assertThat(new BootEpoch("", EIGHT).sameRun(new BootEpoch("", EIGHT.plusSeconds(4))))
                .isFalse();
    }

    private static AmiRow status(String date, String time) {
        return new AmiRow("Success", Map.of("CoreStartupDate", date, "CoreStartupTime", time));
    }
}
