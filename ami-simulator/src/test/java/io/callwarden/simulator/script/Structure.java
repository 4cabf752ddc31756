package io.callwarden.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.simulator.TimedMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Follows a stream of events and holds it against what is true of every stream: who was born dies, who entered leaves. */
final class Structure {
    private final Set<String> alive = new HashSet<>();
    private final Set<String> everBorn = new HashSet<>();
    private final Set<String> dialled = new HashSet<>();
    private final Map<String, Set<String>> bridges = new HashMap<>();
    private final Map<String, Set<String>> queues = new HashMap<>();
    private String lastTimestamp = "";
    private int events;
    private int mostAlive;

    void on(TimedMessage message) {
        events++;
        String timestamp = text(message, "Timestamp");
        assertThat(timestamp).as("times go on").isGreaterThan(lastTimestamp);
        lastTimestamp = timestamp;
        String id = text(message, "Uniqueid");
        String to = text(message, "DestUniqueid");
        switch (message.event()) {
            case "Newchannel" -> born(id);
            case "Hangup" -> dies(id);
            case "DialBegin" -> dials(to);
            case "DialEnd" -> dialled.remove(to);
            case "BridgeCreate" -> bridges.put(text(message, "BridgeUniqueid"), new HashSet<>());
            case "BridgeEnter" ->
                assertThat(bridge(message).add(id)).as("enters once").isTrue();
            case "BridgeLeave" ->
                assertThat(bridge(message).remove(id))
                        .as("leaves what he entered")
                        .isTrue();
            case "BridgeDestroy" ->
                assertThat(bridges.remove(text(message, "BridgeUniqueid"))).isEmpty();
            case "QueueCallerJoin" -> joins(message, id);
            case "QueueCallerLeave" -> leaves(message, id);
            default -> knows(message, id);
        }
    }

    private void born(String id) {
        assertThat(everBorn.add(id)).as("born once: %s", id).isTrue();
        alive.add(id);
        mostAlive = Math.max(mostAlive, alive.size());
    }

    private void dies(String id) {
        assertThat(alive.remove(id)).as("dies once: %s", id).isTrue();
        bridges.values().forEach(members -> assertThat(members).doesNotContain(id));
    }

    private void dials(String to) {
        assertThat(alive).contains(to);
        assertThat(dialled.add(to)).as("dialled once").isTrue();
    }

    private Set<String> bridge(TimedMessage message) {
        String id = text(message, "BridgeUniqueid");
        assertThat(bridges).containsKey(id);
        return bridges.get(id);
    }

    private void joins(TimedMessage message, String id) {
        Set<String> waiting = queues.computeIfAbsent(text(message, "Queue"), queue -> new HashSet<>());
        assertThat(waiting.add(id)).isTrue();
        assertThat(text(message, "Count")).isEqualTo(Integer.toString(waiting.size()));
        assertThat(text(message, "Position")).isEqualTo(Integer.toString(waiting.size()));
    }

    private void leaves(TimedMessage message, String id) {
        Set<String> waiting = queues.get(text(message, "Queue"));
        assertThat(waiting.remove(id)).isTrue();
        assertThat(text(message, "Count")).isEqualTo(Integer.toString(waiting.size()));
    }

    private void knows(TimedMessage message, String id) {
        boolean mayBeLate = message.event().equals("AgentComplete")
                || message.event().equals("ParkedCallGiveUp")
                || message.event().equals("OriginateResponse");
        if (!id.isEmpty() && !mayBeLate) {
            assertThat(alive).as("%s of a living channel", message.event()).contains(id);
        }
    }

    private static String text(TimedMessage message, String header) {
        return message.header(header).orElse("");
    }

    int events() {
        return events;
    }

    int mostChannels() {
        return mostAlive;
    }

    void assertThatEverythingEnded() {
        assertThat(alive).as("channels").isEmpty();
        assertThat(bridges).as("bridges").isEmpty();
        queues.values().forEach(waiting -> assertThat(waiting).isEmpty());
    }
}
