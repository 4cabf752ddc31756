package io.callwarden.plain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void ordinaryTextIsLeftAsItIs() {
        String text = "Анна Müller 😀 \"C:\\temp\" 日本";

        assertThat(PlainText.line(text)).isSameAs(text);
    }

    @Test
    void whatBreaksALineOrFoolsATerminalIsShown() {
        assertThat(PlainText.line("a\r\nb\tc")).isEqualTo("a\\r\\nb\\tc");
        assertThat(PlainText.line("\u001b[2J\u009b31mred")).isEqualTo("\\u001b[2J\\u009b31mred");
        assertThat(PlainText.line("a\u0000\u0007\u007f\u0085")).isEqualTo("a\\u0000\\u0007\\u007f\\u0085");
        assertThat(PlainText.line("a\u2028b\u2029c")).isEqualTo("a\\u2028b\\u2029c");
    }

    @Test
    void marksThatTurnWritingRoundOrTakeNoRoomAreShown() {
        assertThat(PlainText.line("\u202etxt.exe\u2066x\u2069\u200f"))
                .isEqualTo("\\u202etxt.exe\\u2066x\\u2069\\u200f");
        assertThat(PlainText.line("12\u200b34\ufeff\u00ad")).isEqualTo("12\\u200b34\\ufeff\\u00ad");
        assertThat(PlainText.line("tag " + Character.toString(0xe0041))).isEqualTo("tag \\udb40\\udc41");
    }

    @Test
    void halvesOfCharactersAreShown() {
        assertThat(PlainText.line("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(PlainText.line("\ude00a")).isEqualTo("\\ude00a");
    }

    @Property
    void whateverComesIsOneLineWithoutControlCharacters(@ForAll String text) {
        assertThat(PlainText.line(text).codePoints())
                .noneMatch(c -> Character.isISOControl(c)
                        || c == 0x2028
                        || c == 0x2029
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
    }
}
