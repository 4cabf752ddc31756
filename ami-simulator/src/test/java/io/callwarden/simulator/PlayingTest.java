package io.callwarden.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlayingTest {

    private static final Instant START = Instant.parse("2030-03-01T10:00:00.5Z");
    private static final SimulatorSettings SETTINGS = new SimulatorSettings();

    private final List<Playing> playings = new ArrayList<>();

    static List<String> bundled() {
        return Recordings.names();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void nothingOfTheOldIdsIsLeftAndNothingElseChanges(String name) throws IOException {
        Recording original = Recordings.read(name);
        Recording fresh = Recording.read("fresh", play(original, options()).getBytes(UTF_8));

        assertThat(fresh.messages()).hasSameSizeAs(original.messages());
        Set<String> oldIds = ids(original);
        Set<String> newIds = ids(fresh);
        assertThat(newIds).hasSameSizeAs(oldIds);
        // Channel counters begin at 0 in every boot, so those may meet.
        assertThat(newIds).filteredOn(id -> !id.contains("/")).doesNotContainAnyElementsOf(oldIds);
        for (int i = 0; i < fresh.messages().size(); i++) {
            TimedMessage before = original.messages().get(i);
            TimedMessage after = fresh.messages().get(i);
            assertThat(after.offset()).isEqualTo(before.offset());
            assertThat(masked(after)).isEqualTo(masked(before));
        }
    }

    @Test
    void idsAreTheSameWhereverTheyStand() throws IOException {
        String text = play(recording("""
                        Event: Newchannel
                        Privilege: call,all
                        Timestamp: 1700000000.000000
                        Channel: PJSIP/trunk-a-0000002e
                        CallerIDNum: +79260017001
                        Uniqueid: 1700000000.54
                        Linkedid: 1700000000.54

                        Event: LocalBridge
                        Timestamp: 1700000002.000000
                        LocalOneChannel: Local/101@queue-agents-0000002e;1
                        LocalTwoChannel: Local/101@queue-agents-0000002e;2
                        LocalOneUniqueid: 1700000002.55

                        Event: VarSet
                        Timestamp: 1700000003.000000
                        Value: /spool/89260017001-PJSIP/trunk-a-0000002e-1700000000.54.wav;Local/101@queue-agents-0000002e;2
                        Extra: {"bridge_id":"f8d0d19a-f995-4de2-9ef0-327b73ad5ce5","linkedid":"1700000002.55"}
                        AppData: 1700000000.545 x0000002e-0000002e 260017001 2023-11-14 22:13:23
                        LoginTime: 1699999990
                        """), options());

        Playing playing = playings.get(0);
        String caller = playing.uniqueid("1700000000.54");
        String local = playing.uniqueid("1700000002.55");
        String number = playing.number("+79260017001");
        assertThat(caller).startsWith(START.getEpochSecond() + ".");
        assertThat(local).startsWith(START.getEpochSecond() + 2 + ".");
        assertThat(number).matches("\\+7926[0-9]{7}").isNotEqualTo("+79260017001");
        assertThat(text)
                .contains("Uniqueid: " + caller + "\r\nLinkedid: " + caller)
                .contains("CallerIDNum: " + number)
                .containsPattern("/spool/8" + number.substring(2) + "-PJSIP/trunk-a-[0-9a-f]{8}-" + caller + "\\.wav")
                .containsPattern("\"bridge_id\":\"(?!f8d0d19a)[0-9a-f-]{36}\",\"linkedid\":\"" + local + "\"")
                .contains("AppData: 1700000000.545 x0000002e-0000002e " + number.substring(3) + " 2030-03-01 10:00:03")
                .contains("LoginTime: " + (START.getEpochSecond() - 10))
                .contains("Privilege: call,all\r\nTimestamp: " + START.getEpochSecond() + ".500000\r\nChannel");
        assertThat(text)
                .containsPattern("LocalOneChannel: (Local/101@queue-agents-[0-9a-f]{8});1\r\nLocalTwoChannel: \\1;2");
    }

    @Test
    void playingsOfOneRecordingHaveNothingInCommon() throws IOException {
        Recording original = Recordings.read("asterisk-22.10/queue_answered");
        Recording twice =
                Recording.read("twice", play(original, options().repeat(2)).getBytes(UTF_8));

        assertThat(ids(twice)).hasSize(2 * ids(original).size());
        assertThat(playings)
                .extracting(playing -> playing.number("79260015001"))
                .doesNotHaveDuplicates();
    }

    @Test
    void lanesAreInterleavedInTheOrderOfTime() throws IOException {
        Recording original = Recordings.read("asterisk-22.10/ivr_hangup");
        Recording many = Recording.read(
                "many", play(original, options().repeat(3).parallel(5)).getBytes(UTF_8));

        assertThat(many.messages()).hasSize(15 * original.messages().size());
        assertThat(many.messages()).extracting(TimedMessage::offset).isSorted();
        assertThat(many.length()).isLessThan(original.length().plusSeconds(1).multipliedBy(4));
    }

    @Test
    void numbersCanBeKept() throws IOException {
        Recording original = Recordings.read("asterisk-22.10/queue_abandoned");

        assertThat(play(original, options().keepNumbers(true))).contains("CallerIDNum: 79260017001");
        assertThat(playings.get(0).number("79260017001")).isEqualTo("79260017001");
    }

    @Test
    void tenThousandNumbersAreTenThousandNumbers() {
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(numbers.add(Numbering.number(i))).isTrue();
        }
        assertThat(numbers).allMatch(number -> number.matches("[0-9]{7}"));
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Recording original = Recordings.read("asterisk-16.28/blind_transfer_answered");

        assertThat(play(original, options())).isEqualTo(play(original, options()));
    }

    @Test
    void withoutTimestampEventsThereIsNoTimestamp() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamWriter.write(
                out,
                options().schedule(Recordings.read("asterisk-22.10/ivr_hangup")),
                options(),
                new SimulatorSettings().timestampEvents(false));

        assertThat(out.toString(UTF_8)).doesNotContain("Timestamp:").contains("Event: Hangup");
    }

    @Test
    void aScheduleThatGoesBackInTimeIsRefused() {
        Recording recording = Recordings.read("asterisk-22.10/ivr_hangup");
        List<Scheduled> wrong = List.of(
                new Scheduled(Duration.ofSeconds(2), recording), new Scheduled(Duration.ofSeconds(1), recording));

        assertThatThrownBy(() -> StreamWriter.write(new ByteArrayOutputStream(), wrong.iterator(), options(), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1S");
    }

    private PlayOptions options() {
        return PlayOptions.realTime().startAt(START).onStart(playings::add);
    }

    private static String play(Recording recording, PlayOptions options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamWriter.write(out, options.schedule(recording), options, SETTINGS);
        return out.toString(UTF_8);
    }

    private static Recording recording(String lines) {
        return Recording.read("made up", (lines + "\n").getBytes(UTF_8));
    }

    private static final Pattern ID =
            Pattern.compile("[0-9]{10}\\.[0-9]{1,5}(?![0-9])|(?:PJSIP|Local)/[^ ,\"]+-[0-9a-f]{8}(?![0-9a-f])"
                    + "|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static Set<String> ids(Recording recording) {
        Set<String> ids = new TreeSet<>();
        for (TimedMessage message : recording.messages()) {
            for (Header header : message.headers()) {
                Matcher id = ID.matcher(header.value());
                while (id.find()) {
                    ids.add(id.group());
                }
            }
        }
        return ids;
    }

    /** The message with everything that may be fresh left out. */
    private static String masked(TimedMessage message) {
        String text = message.headers().stream()
                .filter(header -> !header.name().equals("Timestamp"))
                .map(header -> header.name() + ": " + header.value() + "\n")
                .reduce("", String::concat);
        return ID.matcher(text)
                .replaceAll("ID")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}", "TIME")
                .replaceAll("7926[0-9]{7}", "NUMBER")
                .replaceAll("(LoginTime|LastCall|LastPause): [0-9]{10}", "$1: EPOCH");
    }
}
