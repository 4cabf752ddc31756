package io.callwarden.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
    private static final PhoneNumbers ANYWHERE = new PhoneNumbers(null);
    private static final PhoneNumbers RUSSIA = new PhoneNumbers("RU");

    @ParameterizedTest
    @CsvSource({
        "79260004001, +79260004001",
        "+79260004001, +79260004001",
        "0079260004001, +79260004001",
        "+7 (926) 000-40-01, +79260004001",
        "+44 20 7946 0018, +442079460018",
        "12125550123, +12125550123",
        "4915123456789, +4915123456789",
    })
    void withoutARegionInternationalNumbersAreRecognised(String number, String e164) {
        assertThat(ANYWHERE.e164(number)).contains(e164);
    }

    @ParameterizedTest
    @ValueSource(strings = {"89260004001", "9260004001", "5550123", "+999123456789", "0012"})
    void withoutARegionNothingIsGuessed(String number) {
        assertThat(ANYWHERE.e164(number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "89260004001, +79260004001",
        "9260004001, +79260004001",
        "79260004001, +79260004001",
        "8 (926) 000-40-01, +79260004001",
        "810442079460018, +442079460018",
        "00442079460018, +442079460018",
        "442079460018, +442079460018",
        "+442079460018, +442079460018",
    })
    void customerIsOneNumberHoweverItIsWritten(String number, String e164) {
        assertThat(RUSSIA.e164(number)).contains(e164);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "120",
                "7004",
                "112",
                "*97",
                "anonymous",
                "Anonymous",
                "unknown",
                "1-800-FLOWERS",
                "<script>",
                "sip:79260004001@example.org",
                "79260004001;ext=5",
                "+",
                "++79260004001",
                "s",
                "٧٩٢٦٠٠٠٤٠٠١",
                "000000000000"
            })
    void whatIsNoPublicNumberIsEmpty(String number) {
        assertThat(RUSSIA.e164(number)).isEmpty();
        assertThat(ANYWHERE.e164(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AT", "DE", "FI", "US", "RU"})
    void extensionIsNoPublicNumberInAnyRegion(String region) {
        PhoneNumbers numbers = new PhoneNumbers(region);

        assertThat(IntStream.range(10, 10_000)
                        .mapToObj(Integer::toString)
                        .filter(extension -> numbers.e164(extension).isPresent()))
                .isEmpty();
    }

    @Test
    void unknownRegionIsRefused() {
        assertThatThrownBy(() -> new PhoneNumbers("XX"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("must be the ISO code of a country, such as RU, DE or US, found \"XX\"");
        assertThat(new PhoneNumbers("ru").e164("89260004001")).contains("+79260004001");
    }

    @Property(tries = 2000)
    void anyTextGivesNothingOrAPlusAndDigits(@ForAll String text) {
        assertThat(RUSSIA.e164(text).orElse("+1")).matches("\\+[0-9]+");
    }

    @Property(tries = 2000)
    void whatIsInE164StaysAsItIs(@ForAll @LongRange(min = 1, max = 999_999_999_999_999L) long digits) {
        Optional<String> e164 = RUSSIA.e164("+" + digits);

        assertThat(e164.flatMap(RUSSIA::e164)).isEqualTo(e164);
    }

    @Test
    void onlyTheLatestNumbersAreRemembered() {
        RecentNumbers recent = new RecentNumbers(3);
        AtomicInteger lookUps = new AtomicInteger();
        for (String number : new String[] {"1", "2", "3", "1", "4", "1", "2"}) {
            recent.get(number, unknown -> Optional.of("+" + lookUps.incrementAndGet()));
        }

        assertThat(lookUps).as("1, 2, 3, 4, and 2 again").hasValue(5);
        assertThat(recent.size()).isEqualTo(3);
    }
}
