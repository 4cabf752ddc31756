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

    private static final int DEFAULT_SERVICE_LEVEL = 10;
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
    private String max = "0";
    private String strategy = "ringall";
    private QueueTotals totals = new QueueTotals(DEFAULT_SERVICE_LEVEL);

    QueueState(String name) {
        this.name = name;
    }

    void learn(PbxFacts.Queue fact) {
        max = fact.max();
        strategy = fact.strategy();
        totals = new QueueTotals(number(fact.serviceLevel(), DEFAULT_SERVICE_LEVEL));
    }

    /** Members that were there stay, as with {@code persistentmembers}; what was counted does not. */
    void restart() {
        waiting.clear();
        totals = new QueueTotals(totals.serviceLevel());
        for (Member member : members.values()) {
            member.values().put(EventField.CALLS_TAKEN, "0");
            member.values().put(EventField.LAST_CALL, "0");
            member.values().put(EventField.IN_CALL, "0");
        }
    }

    String max() {
        return max;
    }

    String strategy() {
        return strategy;
    }

    QueueTotals totals() {
        return totals;
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

    /** A member took a caller. He may have been removed from the queue while his phone rang. */
    void connect(PlayedEvent event) {
        totals.connected(event);
        Member member = members.get(event.text(EventField.INTERFACE));
        if (member != null) {
            member.values().put(EventField.IN_CALL, "1");
        }
    }

    void complete(PlayedEvent event) {
        totals.completed(event);
        Member member = members.get(event.text(EventField.INTERFACE));
        if (member != null) {
            int calls = number(member.get(EventField.CALLS_TAKEN, "0"), 0) + 1;
            member.values().put(EventField.CALLS_TAKEN, Integer.toString(calls));
            member.values().put(EventField.LAST_CALL, Long.toString(event.micros() / 1_000_000));
            member.values().put(EventField.IN_CALL, "0");
        }
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

    static int number(String text, int fallback) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : fallback;
    }
}
