package io.callwarden.simulator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the simulated PBX stands: what its snapshot actions answer from. Fed by every event it sends, and by nothing else. Guarded by
 * the lock of {@link Pbx}.
 */
final class PbxState {

    /** @param timeout seconds until the PBX calls the parker back */
    record Parked(String uniqueid, String lot, String space, String timeout, String parker, long sinceMicros) {}

    /** A hint: which devices stand behind an extension. */
    record Hint(String exten, String context, String hint, String status, String text) {}

    /** Whether a phone or a trunk answers when it is asked if it is there. */
    record Contact(String status, String roundtripUsec) {
        static final Contact THERE = new Contact("Reachable", "500");

        boolean isGone() {
            return status.equals("Unreachable") || status.equals("Removed");
        }
    }

    private final Map<String, ChannelState> channels = new LinkedHashMap<>();
    private final Map<String, BridgeState> bridges = new LinkedHashMap<>();
    private final Map<String, QueueState> queues = new TreeMap<>();
    private final Map<String, String> devices = new TreeMap<>();
    private final Map<String, Set<String>> conferences = new TreeMap<>();
    private final Map<String, Parked> parked = new LinkedHashMap<>();
    private final Map<String, Hint> hints = new TreeMap<>();
    private final Set<String> endpoints = new TreeSet<>();
    private final Map<String, Contact> contacts = new TreeMap<>();
    private final Map<String, String> registrations = new TreeMap<>();
    private long processedCalls;

    /** What is configured in the PBX, before anything happens. */
    void learn(PbxFacts facts) {
        endpoints.addAll(facts.endpoints());
        facts.endpoints().forEach(endpoint -> devices.putIfAbsent(endpoint, "NOT_INUSE"));
        facts.queues().forEach(queue -> queue(queue.name()).learn(queue));
        facts.members().forEach(member -> queue(member.queue()).member(member));
    }

    /** A restart: configuration stays, calls and counters do not, and who was not there is not there now. */
    void restart() {
        channels.clear();
        bridges.clear();
        conferences.clear();
        parked.clear();
        processedCalls = 0;
        queues.values().forEach(QueueState::restart);
        devices.replaceAll((device, state) -> idle(device));
    }

    /** Takes a channel out of everything, and its device out of use, as if it had hung up. */
    void abandon(String uniqueid) {
        ChannelState channel = channels.get(uniqueid);
        hangup(uniqueid);
        if (channel != null) {
            String device = PbxFacts.device(channel.name());
            if (channels.values().stream()
                    .noneMatch(other -> PbxFacts.device(other.name()).equals(device))) {
                devices.replace(device, idle(device));
            }
        }
    }

    private String idle(String device) {
        return contact(device.substring(device.indexOf('/') + 1)).isGone() ? "UNAVAILABLE" : "NOT_INUSE";
    }

    private void hangup(String uniqueid) {
        ChannelState channel = channels.remove(uniqueid);
        if (channel != null) {
            queues.values().forEach(queue -> queue.leave(uniqueid));
            BridgeState bridge = bridges.get(channel.bridge());
            if (bridge != null) {
                bridge.members().remove(uniqueid);
            }
            conferences.values().forEach(members -> members.remove(uniqueid));
            conferences.values().removeIf(Set::isEmpty);
            parked.remove(uniqueid);
        }
    }

    void apply(PlayedEvent event) {
        switch (event.event().change()) {
            case NONE -> {}
            case NEWCHANNEL -> newchannel(event);
            case SNAPSHOT -> channel(event).ifPresent(channel -> channel.update(event));
            case NEWEXTEN -> channel(event).ifPresent(channel -> channel.run(event));
            case RENAME -> channel(event).ifPresent(channel -> channel.rename(event.text(EventField.NEW_NAME)));
            case VARSET ->
                channel(event)
                        .ifPresent(
                                channel -> channel.set(event.text(EventField.VARIABLE), event.text(EventField.VALUE)));
            case HANGUP -> hangup(event.text(EventField.UNIQUEID));
            case BRIDGE_CREATE -> bridge(event);
            case BRIDGE_ENTER -> enter(event);
            case BRIDGE_LEAVE -> leave(event);
            case BRIDGE_DESTROY -> bridges.remove(event.text(EventField.BRIDGE_UNIQUEID));
            case QUEUE_JOIN -> queue(event.text(EventField.QUEUE)).join(event);
            case QUEUE_LEAVE -> queue(event.text(EventField.QUEUE)).leave(event.text(EventField.UNIQUEID));
            case QUEUE_ABANDON -> queue(event.text(EventField.QUEUE)).totals().abandoned(event);
            case AGENT_CONNECT -> queue(event.text(EventField.QUEUE)).connect(event);
            case AGENT_COMPLETE -> queue(event.text(EventField.QUEUE)).complete(event);
            case QUEUE -> {}
            case MEMBER -> queue(event.text(EventField.QUEUE)).member(event);
            case MEMBER_REMOVED ->
                queue(event.text(EventField.QUEUE)).members().remove(event.text(EventField.INTERFACE));
            case DEVICE -> devices.put(event.text(EventField.DEVICE), event.text(EventField.STATE));
            case EXTENSION -> hint(event);
            case CONFERENCE_JOIN ->
                conferences
                        .computeIfAbsent(event.text(EventField.CONFERENCE), room -> new LinkedHashSet<>())
                        .add(event.text(EventField.UNIQUEID));
            case CONFERENCE_LEAVE -> leaveConference(event);
            case PARKED -> park(event);
            case UNPARKED -> parked.remove(event.text(EventField.PARKEE_UNIQUEID));
            case PEER -> endpoints.add(event.text(EventField.PEER));
            case CONTACT ->
                contacts.put(
                        event.text(EventField.ENDPOINT_NAME),
                        new Contact(event.text(EventField.CONTACT_STATUS), event.text(EventField.ROUNDTRIP)));
            case REGISTRY -> registrations.put(event.text(EventField.DOMAIN), event.text(EventField.STATUS));
        }
    }

    private void newchannel(PlayedEvent event) {
        ChannelState channel = new ChannelState(event);
        channels.put(event.text(EventField.UNIQUEID), channel);
        if (event.text(EventField.UNIQUEID).equals(event.text(EventField.LINKEDID))) {
            processedCalls++;
        }
    }

    private Optional<ChannelState> channel(PlayedEvent event) {
        return Optional.ofNullable(channels.get(event.text(EventField.UNIQUEID)));
    }

    private BridgeState bridge(PlayedEvent event) {
        return bridges.computeIfAbsent(event.text(EventField.BRIDGE_UNIQUEID), id -> new BridgeState(event));
    }

    private void enter(PlayedEvent event) {
        BridgeState bridge = bridge(event);
        bridge.update(event);
        bridge.members().add(event.text(EventField.UNIQUEID));
        channel(event).ifPresent(channel -> {
            channel.update(event);
            channel.enter(event.text(EventField.BRIDGE_UNIQUEID));
        });
    }

    private void leave(PlayedEvent event) {
        bridge(event).members().remove(event.text(EventField.UNIQUEID));
        channel(event).ifPresent(channel -> channel.leave(event.text(EventField.BRIDGE_UNIQUEID)));
    }

    private void leaveConference(PlayedEvent event) {
        conferences.computeIfPresent(event.text(EventField.CONFERENCE), (room, members) -> {
            members.remove(event.text(EventField.UNIQUEID));
            return members.isEmpty() ? null : members;
        });
    }

    private void hint(PlayedEvent event) {
        Hint hint = new Hint(
                event.text(EventField.EXTEN),
                event.text(EventField.CONTEXT),
                event.text(EventField.HINT),
                event.text(EventField.STATUS),
                event.text(EventField.STATUS_TEXT));
        hints.put(hint.exten() + "@" + hint.context(), hint);
    }

    private void park(PlayedEvent event) {
        Parked entry = new Parked(
                event.text(EventField.PARKEE_UNIQUEID),
                event.text(EventField.PARKING_LOT),
                event.text(EventField.PARKING_SPACE),
                event.text(EventField.PARKING_TIMEOUT),
                event.text(EventField.PARKER_DIAL_STRING),
                event.micros());
        parked.put(entry.uniqueid(), entry);
    }

    private QueueState queue(String name) {
        return queues.computeIfAbsent(name, QueueState::new);
    }

    Map<String, ChannelState> channels() {
        return channels;
    }

    Optional<ChannelState> channelNamed(String name) {
        return channels.values().stream()
                .filter(channel -> channel.name().equalsIgnoreCase(name))
                .findFirst();
    }

    Map<String, BridgeState> bridges() {
        return bridges;
    }

    Map<String, QueueState> queues() {
        return queues;
    }

    Map<String, String> devices() {
        return devices;
    }

    Map<String, Set<String>> conferences() {
        return conferences;
    }

    Map<String, Parked> parked() {
        return parked;
    }

    Map<String, Hint> hints() {
        return hints;
    }

    /** Of an endpoint, such as {@code 101}. */
    Contact contact(String endpoint) {
        return contacts.getOrDefault(endpoint, Contact.THERE);
    }

    /** The status of the PBX's registration with a server, by its URI. */
    String registration(String serverUri) {
        return registrations.getOrDefault(serverUri, "Registered");
    }

    Set<String> endpoints() {
        return endpoints;
    }

    long processedCalls() {
        return processedCalls;
    }
}
