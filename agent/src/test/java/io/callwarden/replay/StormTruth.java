package io.callwarden.replay;

import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What hundreds of random callers lived through at once, each known by his number. */
public final class StormTruth {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double TALK_TOLERANCE = 0.5;

    private final JsonNode truth;

    public StormTruth(String json) {
        truth = JSON.readTree(json);
    }

    /** One line for each call that differs; empty when all are right. */
    public List<String> differences(List<Call> calls) {
        List<String> differences = new ArrayList<>();
        for (JsonNode expected : truth.get("calls")) {
            String caller = Truth.text(expected, "caller");
            List<Call> got = calls.stream()
                    .filter(call -> call.direction() == Direction.INBOUND
                            && caller.equals(call.caller().number()))
                    .toList();
            String why = got.size() == 1 ? difference(expected, got.get(0)) : got.size() + " records";
            if (why != null) {
                differences.add(caller + " to " + Truth.text(expected, "did") + ": " + why);
            }
        }
        return differences;
    }

    private static String difference(JsonNode expected, Call call) {
        Set<String> outcomes = outcomes(expected);
        boolean race = expected.get("race").asBoolean();
        String answeredBy = Truth.text(expected, "answered_by");
        if (outcomes != null && !outcomes.contains(call.outcome().label())) {
            return "outcome: want one of " + outcomes + ", got "
                    + call.outcome().label();
        }
        if (answeredBy != null && !race && !answeredBy.equals(call.answer().extension())) {
            return "answeredBy: want " + answeredBy + ", got " + call.answer();
        }
        String queue = Truth.text(expected, "queue");
        if (queue != null && !queue.equals(call.queue())) {
            return "queue: want " + queue + ", got " + call.queue();
        }
        TreeSet<String> rang = new TreeSet<>();
        expected.get("rang").forEach(phone -> rang.add(phone.asString()));
        if (!rang.equals(Truth.rang(call))) {
            return "rang: want " + rang + ", got " + Truth.rang(call);
        }
        double talk = expected.get("talk_s").asDouble();
        if (answeredBy != null && Math.abs(call.times().talked().toMillis() / 1000.0 - talk) > TALK_TOLERANCE) {
            return "talk: want " + talk + " s, got " + call.times().talked();
        }
        return null;
    }

    /** Null where the phones themselves cannot tell: one answered as the caller gave up. */
    private static Set<String> outcomes(JsonNode expected) {
        boolean gaveUp = expected.get("gave_up").asBoolean();
        String did = Truth.text(expected, "did");
        if (expected.get("race").asBoolean()) {
            return null;
        }
        if (Truth.text(expected, "answered_by") != null) {
            return Set.of("answered");
        }
        if (did.equals("7006")) {
            return gaveUp ? Set.of("abandoned", "unanswered") : Set.of("unanswered");
        }
        if (did.equals("7004")) {
            return gaveUp ? Set.of("abandoned", "voicemail", "busy") : Set.of("busy", "voicemail");
        }
        return gaveUp || expected.get("ended_by_caller").asBoolean()
                ? Set.of("abandoned")
                : Set.of("unanswered", "busy");
    }
}
