package io.callwarden.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallTableTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @Test
    void columnsAreAlignedAndTimesShownInTheZone() {
        String table = CallTable.of(
                List.of(
                        ExampleCalls.leftForVoicemail(),
                        ExampleCalls.transferredFrom("日本 Мария"),
                        ExampleCalls.endedUnseen()),
                MOSCOW);

        assertThat(table).isEqualTo("""
                STARTED              DIRECTION  OUTCOME      STAGE      CALLER       NAME        DIALLED  QUEUE    ANSWERED BY  WAIT  TALK
                2026-11-23 09:37:44  inbound    voicemail !  voicemail  79260004001              7004                           0:05  0:00
                2026-11-23 09:37:44  inbound    answered     queue      79260004001  日本 Мария  7004     support  120          0:07  2:10
                2026-11-23 09:37:44  inbound    unknown      none
                """);
    }

    @Test
    void nameOfACallerCannotControlTheTerminalOrBreakTheTable() {
        String table = CallTable.of(
                List.of(ExampleCalls.transferredFrom("\u001b[31mred\u009b2J\u0007\u202e\nnext" + "x".repeat(5000))),
                MOSCOW);

        assertThat(table.lines()).hasSize(2);
        assertThat(table.codePoints().filter(c -> c != '\n' && SafeText.isUnsafe(c)))
                .isEmpty();
        assertThat(table)
                .contains("\uFFFD[31mred\uFFFD2J\uFFFD\uFFFD nextxxxxxxxxxxx…")
                .doesNotContain("x".repeat(20));
    }
}
