package io.callwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MaskTest {
    private static final Mask MASK = new Mask(List.of("Anna Ivanova", "Anna", "hunter2", "x"));

    @Property
    void noNumberStaysInAnyTextHoweverItIsWritten(
            @ForAll("texts") String before, @ForAll("numbers") String number, @ForAll("texts") String after) {
        String masked = MASK.of(before + number + after);

        assertThat(masked.codePoints().filter(Character::isDigit).count())
                .as(masked)
                .isLessThan(5);
    }

    @Property
    void whateverComesInNoRunOfFiveDigitsStaysThatNothingExcuses(@ForAll("noise") String noise) {
        assertThat(MASK.of(noise)).doesNotContainPattern("\\d{5}");
    }

    @Property
    void knownWordsNeverStay(@ForAll("texts") String before, @ForAll("texts") String after) {
        assertThat(MASK.of(before + " Anna Ivanova " + after)).doesNotContain("Anna", "Ivanova");
        assertThat(MASK.of(before + "=hunter2," + after)).doesNotContain("hunter2");
    }

    @Example
    void whatCannotBeANumberStaysReadable() {
        List.of(
                        "2026-11-23T03:30:00.123456Z INFO  Agent: Serving http://127.0.0.1:9686",
                        "2026-11-23 03:30:00,123 and 20261123T033000Z",
                        "2026-11-23T03:30:00+0100",
                        "Lost Asterisk at 10.0.0.5:50388 (connection reset); trying again in 4 s",
                        "no Asterisk at pbx.example.com:50380, nor at localhost:45678, port 50380",
                        "Java 17.0.12, H2 2.5.252, Asterisk 22.10.1, callwarden 0.1.0-SNAPSHOT",
                        "wrote 123456789 bytes, 48000 kB, 4096 MiB in 12345 ms",
                        "192.168.100.200/24",
                        "extension 101 rang 4 times",
                        "at io.callwarden.store.Backlog.take(Backlog.java:123)")
                .forEach(text -> assertThat(MASK.of(text)).isEqualTo(text));
    }

    @Example
    void numbersAreMaskedInWhateverFormTheyCome() {
        List.of(
                        "+79260004001",
                        "8 (926) 000-40-01",
                        "tel:12345",
                        "sip:74951234567@pbx",
                        "PJSIP/79260004001-0000001a",
                        "06.12.34.56.78",
                        "12.34.56",
                        "495.123.45.67",
                        "٧٩٢٦٠٠٠٤٠٠١",
                        "7\u00a0926\u00a0000",
                        "trunk79260004001",
                        "%2B79260004001",
                        "+49-30-1234")
                .forEach(text ->
                        assertThat(MASK.of(text)).as(text).contains(Mask.NUMBER).doesNotContainPattern("\\p{Nd}{3}"));
    }

    @Example
    void secretsAreMaskedByTheirNameOrTheirLook() {
        assertThat(MASK.of("secret = s3cret, next")).isEqualTo("secret = [hidden], next");
        assertThat(MASK.of("\"password\": \"a b c\"")).doesNotContain("a b c");
        assertThat(MASK.of("Authorization: Bearer abc.def")).isEqualTo("Authorization: [hidden]");
        assertThat(MASK.of("https://user:pw@crm.example.com/rest/7/k3y?auth=z"))
                .isEqualTo("https://crm.example.com/[hidden]");
        assertThat(MASK.of("key whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isEqualTo("key [hidden]");
        assertThat(MASK.of("jdbc:postgresql://db.example.org:5432/calls?password=pw"))
                .isEqualTo("jdbc:postgresql://db.example.org:5432/[hidden]");
        assertThat(MASK.of("mail to b.petrov@example.org")).isEqualTo("mail to [hidden]@example.org");
    }

    /** Words that end neither in a digit nor in what would make a number a size, a port or a version. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                "",
                "call from ",
                " to the queue sales",
                "\"",
                "(",
                ") ",
                "; caller=",
                "Anna said ",
                " hung up",
                "<",
                ">,",
                "\t",
                "sip:",
                "PJSIP/",
                "-a",
                "é",
                " и ",
                "tel ",
                ": ",
                "#");
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> digits =
                Arbitraries.strings().withCharRange('0', '9').ofMinLength(5).ofMaxLength(16);
        Arbitrary<String> between =
                Arbitraries.of("", "", "", " ", "-", ".", "/", " (", ") ", "\u00a0", "\u2011", "\u202f");
        return Combinators.combine(digits, between.list().ofSize(16), Arbitraries.of("", "+", "00", "(", "+("))
                .as((number, gaps, start) -> {
                    StringBuilder text = new StringBuilder(start);
                    for (int i = 0; i < number.length(); i++) {
                        text.append(i > 0 && i % 3 == 0 ? gaps.get(i) : "").append(number.charAt(i));
                    }
                    return text.toString();
                })
                .filter(number ->
                        !number.matches("[0-9]{1,3}(\\.[0-9]{1,3}){2,3}|(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9].*"));
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("0123456789 +()-./ab\tX,;\"").ofMaxLength(60);
    }
}
