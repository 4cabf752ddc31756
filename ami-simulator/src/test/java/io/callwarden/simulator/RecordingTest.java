package io.callwarden.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingTest {

    private static final String TWO_EVENTS = "Asterisk Call Manager/11.0.0\r\n"
            + "Response: Success\r\nMessage: Authentication accepted\r\n\r\n"
            + "Event: FullyBooted\r\nPrivilege: system,all\r\n\r\n"
            + "Event: SuccessfulAuth\r\nService: AMI\r\n\r\n"
            + "Event: TestEvent\r\nTimestamp: 1700000000.250000\r\nState: one\r\nAppData: \r\nState: two: 2\r\n\r\n"
            + "Event: Hangup\r\nTimestamp: 1700000001.750001\r\nCause:16\r\n\r\n"
            + "Event: Hangup\r\nCause: 17";

    @Test
    void keepsOrderRepeatedHeadersAndExactValues() {
        Recording recording = Recording.read("two", TWO_EVENTS.getBytes(UTF_8));

        assertThat(recording.messages()).extracting(TimedMessage::event).containsExactly("TestEvent", "Hangup");
        assertThat(recording.messages().get(0).headers())
                .containsExactly(
                        new Header("Event", "TestEvent"),
                        new Header("Timestamp", "1700000000.250000"),
                        new Header("State", "one"),
                        new Header("AppData", ""),
                        new Header("State", "two: 2"));
        assertThat(recording.messages().get(1).header("cause")).contains("16");
        assertThat(recording.length()).isEqualTo(Duration.ofNanos(1_500_001_000));
    }

    @Test
    void readsGzipToo() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(TWO_EVENTS.getBytes(UTF_8));
        }

        assertThat(Recording.read("zip", zipped.toByteArray()).messages()).hasSize(2);
    }

    @Test
    void withoutTimestampsEverythingHappensAtOnce() {
        Recording recording = Recording.read("old", "Event: A\n\nEvent: B\n\n".getBytes(UTF_8));

        assertThat(recording.messages()).extracting(TimedMessage::offset).containsExactly(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void bytesThatAreNoUtf8ComeBackAsTheyWere() {
        for (String name : List.of("J\u00fcrgen", "\u0418\u0432\u0430\u043d \ud83d\ude00", "plain")) {
            assertThat(RawText.encode(RawText.decode(name.getBytes(UTF_8), 0, name.getBytes(UTF_8).length)))
                    .isEqualTo(name.getBytes(UTF_8));
        }
        byte[] latin = "J\u00fcrgen \u00ff".getBytes(ISO_8859_1);
        assertThat(RawText.encode(RawText.decode(latin, 0, latin.length))).isEqualTo(latin);
    }

    static Stream<String> bundled() {
        return Recordings.names().stream();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyBundledRecordingHasEventsAndATruth(String name) {
        Recording recording = Recordings.read(name);

        assertThat(recording.messages()).hasSizeGreaterThan(20);
        assertThat(recording.messages().get(0).offset()).isZero();
        assertThat(recording.length()).isBetween(Duration.ofMillis(100), Duration.ofMinutes(2));
        assertThat(Recordings.truth(name)).contains("\"calls\"");
    }

    @Test
    void theIndexNamesEveryBundledRecording() throws IOException {
        Path folder = Path.of("src/main/resources/recordings");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(Recordings.names())
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> folder.relativize(file).toString())
                                    .filter(file -> file.endsWith(".ami"))
                                    .map(file -> file.replace(".ami", ""))
                                    .toList());
        }
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Recordings.read("asterisk-22.10/nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("asterisk-22.10/nonsense")
                .hasMessageContaining("asterisk-16.28/queue_answered");
    }
}
