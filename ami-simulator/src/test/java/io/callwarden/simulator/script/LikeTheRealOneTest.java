package io.callwarden.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.simulator.Header;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.TimedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scripted call tells of each of its channels what Asterisk 22 told of the same call, in the same order. */
class LikeTheRealOneTest {
    private static final Set<String> NOT_COMPARED = Set.of(
            "VarSet",
            "CEL",
            "TestEvent",
            "Cdr",
            "RTCPSent",
            "RTCPReceived",
            "ContactStatus",
            "PeerStatus",
            "SuccessfulAuth",
            "DeviceStateChange",
            "QueueMemberStatus",
            "BridgeCreate",
            "BridgeDestroy");
    /** These differ from one playing to the next, or are compared as the name of the channel. */
    private static final Pattern VARIES = Pattern.compile("(.*Channel|.*Uniqueid|.*Linkedid|Timestamp|.*BridgeUniqueid"
            + "|.*BridgeNumChannels|DestUniqueId|SwapUniqueid|HoldTime|TalkTime|RingTime|ParkingTimeout|ParkingDuration"
            + "|ParkingSpace|ActionID|DurationMs|Id|Count|Position|OriginalPosition|BridgeCreator|BridgeName)");

    private static final Pattern CALLER = Pattern.compile("79260\\d{6}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone_answered",
                "phone_busy",
                "phone_no_answer_voicemail",
                "phone_caller_gives_up",
                "group_second_answers",
                "group_no_answer",
                "hunt_third_answers",
                "queue_answered",
                "queue_abandoned",
                "queue_short_abandon",
                "queue_timeout_voicemail",
                "ivr_hangup",
                "ivr_then_queue",
                "closed_message",
                "blind_transfer_answered",
                "internal_answered",
                "outbound_answered"
            })
    void eachChannelTellsTheSameAsInTheBundledRecording(String name) {
        assertThat(story(scripted(name))).isEqualTo(story(Recordings.read("asterisk-22.10/" + name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone_callee_hangs_up",
                "phone_hold",
                "phone_declined",
                "phone_unregistered",
                "forward_302",
                "pickup",
                "group_gives_up",
                "group_local",
                "queue_agent_hangs_up",
                "queue_ringall_answered",
                "queue_ringall_abandoned",
                "queue_pickup",
                "queue_exit_key",
                "two_queues",
                "queue_local_n",
                "queue_local_n_rna",
                "optimised_rtp",
                "ivr_timeout",
                "ivr_then_phone",
                "rejected",
                "rejected_congestion",
                "blind_unanswered",
                "blind_timeout",
                "attended",
                "blonde",
                "internal_no_answer",
                "internal_busy",
                "outbound_busy",
                "outbound_no_answer",
                "outbound_gives_up",
                "outbound_failed",
                "click_to_call",
                "click_to_call_agent_absent",
                "park_retrieve",
                "park_give_up"
            })
    void eachChannelTellsTheSameAsInTheOwnRecording(String name) throws IOException {
        try (InputStream raw = LikeTheRealOneTest.class.getResourceAsStream("/script/" + name + ".ami.gz")) {
            assertThat(story(scripted(name))).isEqualTo(story(Recording.read(name, raw)));
        }
    }

    private static Recording scripted(String name) {
        return Take.of(name, Scenarios.named(name), setting(name), Instant.parse("2026-11-23T06:37:24.100Z"), 1)
                .recording();
    }

    /** The recordings were made without voice, except where a Local channel was to leave. */
    private static Setting setting(String name) {
        Setting house = Scenarios.HOUSE;
        return new Setting(
                house.queues(),
                name.endsWith("_rtp"),
                java.time.Duration.ofSeconds(name.endsWith("absent") ? 3 : 20),
                house.shortAbandon());
    }

    /** What is told of each channel, under a name that says its device and its number among those of the device. */
    private static Map<String, List<String>> story(Recording recording) {
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, Integer> ofDevice = new TreeMap<>();
        Map<String, List<String>> stories = new TreeMap<>();
        for (TimedMessage message : recording.messages()) {
            if (NOT_COMPARED.contains(message.event())) {
                continue;
            }
            for (Header header : message.headers()) {
                if (header.name().endsWith("Channel") && header.value().matches(".*-[0-9a-f]{8}(;[12])?")) {
                    String label = labels.computeIfAbsent(header.value(), channel -> label(channel, ofDevice));
                    List<String> told = stories.computeIfAbsent(label, first -> new ArrayList<>());
                    told.add(line(message, header.name()));
                }
            }
        }
        stories.replaceAll((label, told) -> withoutChance(told));
        return stories;
    }

    private static String label(String channel, Map<String, Integer> ofDevice) {
        Matcher parts = Pattern.compile("(.*)-[0-9a-f]{8}(;[12])?").matcher(channel);
        assertThat(parts.matches()).isTrue();
        String device = parts.group(1) + Optional.ofNullable(parts.group(2)).orElse("");
        return device + " #" + ofDevice.merge(device, 1, Integer::sum);
    }

    private static String line(TimedMessage message, String role) {
        StringBuilder line = new StringBuilder(message.event()).append(" as ").append(role);
        for (Header header : message.headers().subList(1, message.headers().size())) {
            line.append(" | ").append(header.name());
            boolean stale = message.event().equals("DialState") && header.name().startsWith("DestChannelState");
            if (!stale && !VARIES.matcher(header.name()).matches()) {
                line.append('=').append(CALLER.matcher(header.value()).replaceAll("CALLER"));
            }
        }
        return line.toString();
    }

    /**
     * What different threads of Asterisk tell comes in an order that differs from call to call: that a phone rings and that its
     * caller is told so, the ringing of several phones, the end of an agent's call, and the end of a parking.
     */
    private static List<String> withoutChance(List<String> told) {
        List<String> fixed = new ArrayList<>();
        List<String> anywhere = new ArrayList<>();
        for (String line : told) {
            boolean unordered =
                    Stream.of("AgentComplete", "ParkedCallGiveUp", "DialState").anyMatch(line::startsWith);
            (unordered ? anywhere : fixed).add(line);
        }
        Collections.sort(anywhere);
        fixed.addAll(anywhere);
        return fixed;
    }
}
