package io.callwarden.log;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "+493012345678 called | +***78 called",
                "sip:4930123456@10.0.0.5:5060 | sip:***56@10.0.0.5:5060",
                "8 (495) 123-45-67. | ***67.",
                "8 (495) 123-45-67, twice | ***67, twice",
                "tel 49-30-12345678 | tel ***78",
                "212.555.1234 | ***34",
                "01.23.45.67.89 | ***89",
                "Local/4930123456@from-office-0000001a;2 | Local/***56@from-office-0000001a;2",
                "+1763900000.123 | +***23",
                "u4930123456x | u***56x",
                "1234567 | ***67",
                "١٢٣٤٥٦٧٨ | ***٧٨",
                "４９３０１２３４５６ | ***５６",
                "Key (caller)=(79265550001) exists | Key (caller)=(***01) exists",
                "/crm/79265550001?again=79265550002 | /crm/***01?again=***02",
                "2026-11-23 4930123456 | 2026-11-23 ***56",
                "10.0.0.5 79265550001 | 10.0.0.5 ***01"
            })
    void phoneNumberIsHiddenButForItsLastTwoDigits(String text, String masked) {
        assertThat(NumberMask.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "49\u200b30\u200b12\u200b34\u200b56",
                "49\u00a030\u00a0123\u00a0456",
                "49\u201130\u201112345",
                "\u202e6543210394"
            })
    void invisibleMarksAndSpecialSpacesDoNotUncoverIt(String text) {
        assertThat(NumberMask.mask(text)).contains("***").doesNotContain("12", "123", "65432");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call hq-1763900000.123 is over",
                "pbx1-2163900000.1 merged into pbx1-1763900001.2",
                "2026-11-23T09:00:00.123Z",
                "2026-11-23 09:00:00",
                "192.168.100.200:65535",
                "from 192.168.100.200 to 10.20.30.40",
                "backlog (50000/50000)",
                "extension 123456",
                "Asterisk 22.10.1, Java 17.0.12+7",
                "[2001:db8::1234:5678]:5038",
                "PJSIP/201-0000002a",
                "1,234,567 more",
                ""
            })
    void whatIsNoPhoneNumberStays(String text) {
        assertThat(NumberMask.mask(text)).isSameAs(text);
    }

    @Property
    void noNumberOfSevenDigitsGetsThroughWhereverItStands(
            @ForAll @StringLength(max = 8) String before,
            @ForAll @NumericChars @StringLength(min = 7, max = 15) String number,
            @ForAll @StringLength(max = 8) String after) {
        assertThat(NumberMask.mask(before + number + "x" + after)).doesNotContain(number);
    }
}
