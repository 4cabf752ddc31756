package io.callwarden.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A queue, its members and who waits in it. Guarded by the lock of {@link Pbx}. */
final class QueueState {

    /** @param uniqueid of the caller's channel */
    record Waiting(String uniqueid, long sinceMicros) {}

    /** @param values by the header names of QueueMemberStatus */
    record Member(String device, Map<EventField, String> values) {

        String get(EventField field, String fallback) {
            String value = values.getOrDefault(field, "");
            return value.isEmpty() ? fallback : value;
        }
    }

    private static final List<EventField> MEMBER_FIELDS = List.of(
            EventField.MEMBER_NAME,
            EventField.STATE_INTERFACE,
            EventField.MEMBERSHIP,
            EventField.PENALTY,
            EventField.CALLS_TAKEN,
            EventField.LAST_CALL,
            EventField.LAST_PAUSE,
            EventField.LOGIN_TIME,
            EventField.IN_CALL,
            EventField.STATUS,
            EventField.PAUSED,
            EventField.PAUSED_REASON,
            EventField.WRAPUPTIME);

    private final String name;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    QueueState(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Map<String, Member> members() {
        return members;
    }

    List<Waiting> waiting() {
        return waiting;
    }

    void join(PlayedEvent event) {
        int place = number(event.text(EventField.POSITION), waiting.size() + 1) - 1;
        waiting.add(
                Math.max(0, Math.min(place, waiting.size())),
                new Waiting(event.text(EventField.UNIQUEID), event.micros()));
    }

    void leave(String uniqueid) {
        waiting.removeIf(caller -> caller.uniqueid().equals(uniqueid));
    }

    /** Takes over what the event tells of the member; AgentCalled tells only that there is one. */
    void member(PlayedEvent event) {
        Member member = member(event.text(EventField.INTERFACE));
        for (EventField field : MEMBER_FIELDS) {
            String value = event.text(field);
            boolean told = field == EventField.PAUSED_REASON
                    && !event.text(EventField.PAUSED).isEmpty();
            if (told || !value.isEmpty()) {
                member.values().put(field, value);
            }
        }
    }

    void member(PbxFacts.Member fact) {
        if (!members.containsKey(fact.device())) {
            Member member = member(fact.device());
            member.values().put(EventField.MEMBER_NAME, fact.name());
            member.values().put(EventField.STATE_INTERFACE, fact.stateInterface());
        }
    }

    private Member member(String device) {
        return members.computeIfAbsent(device, same -> new Member(same, new LinkedHashMap<>()));
    }

    private static int number(String text, int fallback) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : fallback;
    }
}
