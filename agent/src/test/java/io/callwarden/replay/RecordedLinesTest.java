package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.PbxListeners;
import io.callwarden.ami.RecordedStream;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.line.Line;
import io.callwarden.line.LineBoard;
import io.callwarden.line.LineListener;
import io.callwarden.line.Reachability;
import io.callwarden.line.Technology;
import io.callwarden.line.TrunkOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the board makes of real streams, held against a plain reading of the same text. */
class RecordedLinesTest {
    private static final Pattern EVENT = Pattern.compile("(?s)Event: (Newchannel|Newstate|Hangup)\r\n(.*?)\r\n\r\n");

    static Stream<Recorded> recordings() throws IOException {
        return Recorded.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void channelsAndTrunkCallsAreThoseOfTheText(Recorded recording) {
        compare(recording.ami());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"same-calls", "16.28-15", "22.10-rtp-31"})
    void hundredsOfCallsAtOnceAreCountedRight(String storm) throws IOException {
        compare(Recorded.resource("/recordings/storm/" + storm + ".ami.gz"));
    }

    /** The script noted when it started and killed the phone and the provider; Asterisk asks them every 2 s and waits for 1 s. */
    @ParameterizedTest(name = "Asterisk {0}")
    @ValueSource(strings = {"22.10", "16.28"})
    void phoneAndProviderThatVanishAreSeenToWithinSeconds(String version) throws IOException {
        String name = "/recordings/lines/" + version + "-phone-and-provider-vanish";
        List<String> told = new ArrayList<>();
        List<Double> times = new ArrayList<>();

        replay(Recorded.resource(name + ".ami.gz"), (line, to) -> {
            told.add(line.device() + " " + to.label());
            times.add(line.since().toEpochMilli() / 1e3);
        });

        Set<String> known = new HashSet<>();
        int next = 0;
        for (JsonNode change :
                JsonMapper.shared().readTree(Recorded.text(name + ".json")).get("changes")) {
            // That it is there at all is no change.
            if (known.add(change.get("line").asString())) {
                continue;
            }
            assertThat(told).hasSizeGreaterThan(next);
            assertThat(told.get(next))
                    .isEqualTo(change.get("line").asString() + " "
                            + change.get("now").asString());
            assertThat(times.get(next) - change.get("at").asDouble())
                    .as(told.get(next))
                    .isBetween(0.0, 4.0);
            next++;
        }
        assertThat(told).hasSize(next);
    }

    private static void compare(byte[] ami) {
        LineBoard board = replay(ami, (line, to) -> assertThat(to).isNotEqualTo(Reachability.UNKNOWN));
        Set<String> open = new HashSet<>();
        Map<String, String> expected = read(new String(ami, StandardCharsets.UTF_8), open);

        Map<String, String> counted = new TreeMap<>();
        for (Line line : board.lines()) {
            if (line.role() == LineRoles.Role.TRUNK) {
                int inbound = Stream.of(TrunkOutcome.values())
                        .mapToInt(o -> line.calls(true, o))
                        .sum();
                int outbound = Stream.of(TrunkOutcome.values())
                        .mapToInt(o -> line.calls(false, o))
                        .sum();
                int answered = line.calls(true, TrunkOutcome.ANSWERED) + line.calls(false, TrunkOutcome.ANSWERED);
                if (inbound + outbound > 0) {
                    counted.put(line.device(), inbound + " in, " + outbound + " out, " + answered + " up");
                }
            }
        }
        assertThat(counted).isEqualTo(expected);
        assertThat(Stream.of(Technology.values()).mapToInt(board::channels).sum())
                .isEqualTo(open.size());
        assertThat(board.lines().stream().filter(line -> line.device().contains("Local")))
                .isEmpty();
        assertThat(board.lines().stream()
                        .filter(line -> line.device().contains("trunk"))
                        .map(Line::reachability))
                .as("no recording has a trunk that is down")
                .doesNotContain(Reachability.UNREACHABLE);
    }

    private static LineBoard replay(byte[] ami, BiConsumer<Line, Reachability> onChange) {
        LineRoles roles = new LineRoles(LineRoles.Rules.NONE);
        LineBoard board = new LineBoard(roles, Map.of(), new LineListener() {
            @Override
            public void found(Line line) {
                assertThat(line.device()).doesNotContainPattern("\\d{7,}");
            }

            @Override
            public void forgotten(Line line) {
                throw new AssertionError(line + " was never gone");
            }

            @Override
            public void changed(Line line, Reachability to) {
                onChange.accept(line, to);
            }
        });
        CallTracker calls = new CallTracker("pbx1", CallRules.DEFAULT, roles, call -> {}, CallStory.NONE);
        RecordedStream stream = new RecordedStream(new PbxListeners(calls, null, board, null));
        stream.feed(ami, 0, ami.length);
        return board;
    }

    /** Trunks with what ended on them; {@code open} gets the channels that did not end. */
    private static Map<String, String> read(String text, Set<String> open) {
        Map<String, String> states = new HashMap<>();
        Map<String, int[]> trunks = new TreeMap<>();
        Set<String> ended = new HashSet<>();
        Matcher events = EVENT.matcher(text);
        while (events.find()) {
            String id = header(events.group(2), "Uniqueid");
            if (header(events.group(2), "ActionID") != null || ended.contains(id)) {
                continue;
            }
            String state = header(events.group(2), "ChannelState");
            switch (events.group(1)) {
                case "Newchannel" -> states.putIfAbsent(id, state.equals("4") ? "in" : "out");
                case "Newstate" ->
                    states.computeIfPresent(id, (same, was) -> state.equals("6") ? was.substring(0, 2) + "+" : was);
                default -> {
                    String channel = header(events.group(2), "Channel");
                    String was = states.remove(id);
                    ended.add(id);
                    if (was != null && channel.startsWith("PJSIP/trunk")) {
                        int[] counts =
                                trunks.computeIfAbsent(channel.substring(0, channel.lastIndexOf('-')), x -> new int[3]);
                        counts[was.startsWith("in") ? 0 : 1]++;
                        counts[2] += was.endsWith("+") ? 1 : 0;
                    }
                }
            }
        }
        open.addAll(states.keySet());
        Map<String, String> words = new TreeMap<>();
        trunks.forEach((trunk, n) -> words.put(trunk, n[0] + " in, " + n[1] + " out, " + n[2] + " up"));
        return words;
    }

    private static String header(String event, String name) {
        Matcher found = Pattern.compile("(?m)^" + name + ": (.*?)\r?$").matcher(event);
        return found.find() ? found.group(1) : null;
    }
}
