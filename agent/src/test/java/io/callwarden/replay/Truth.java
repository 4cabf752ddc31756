package io.callwarden.replay;

import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the phones of one scenario lived through, and how a list of calls differs from it. */
final class Truth {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double TOLERANCE = 0.35;
    private static final double HOLD_TOLERANCE = 0.5;

    private final JsonNode truth;
    private final List<String> differences = new ArrayList<>();

    Truth(String json) {
        truth = JSON.readTree(json);
    }

    /** One line for each field that differs; empty when all is right. */
    List<String> differences(List<Call> calls) {
        List<Call> unused = new ArrayList<>(calls);
        int optional = 0;
        for (JsonNode expected : truth.get("calls")) {
            if (expected.path("optional").asBoolean(false)) {
                optional += expected.get("direction").asString().equals("internal") ? 0 : 1;
                continue;
            }
            Call call = find(expected, unused);
            if (call == null) {
                differences.add("no call like " + expected);
            } else {
                unused.remove(call);
                compare(expected, call);
            }
        }
        long extra = unused.stream()
                .filter(call -> call.direction() != Direction.INTERNAL || call.missed())
                .count();
        if (extra > optional) {
            differences.add("calls that nobody made: " + unused);
        }
        return differences;
    }

    private static Call find(JsonNode expected, List<Call> calls) {
        Call similar = null;
        for (Call call : calls) {
            if (!call.direction().label().equals(expected.get("direction").asString())) {
                continue;
            }
            boolean sameDid = ending(call.did()).equals(ending(text(expected, "did")));
            boolean sameCaller = digits(call.caller().number()).equals(digits(text(expected, "caller")));
            if (sameCaller && sameDid) {
                return call;
            }
            if (sameCaller || sameDid && call.direction() == Direction.OUTBOUND) {
                similar = call;
            }
        }
        return similar;
    }

    private void compare(JsonNode expected, Call call) {
        outcome(expected, call);
        String stage = text(expected, "stage");
        if (stage != null) {
            same("stage", stage, call.stage().label());
        }
        answeredBy(expected, call);
        if (text(expected, "queue") != null) {
            same("queue", text(expected, "queue"), call.queue());
        }
        if (expected.path("rang").isArray() && call.direction() == Direction.INBOUND) {
            same("rang", rang(expected).toString(), rang(call).toString());
        }
        near("wait", expected.path("wait_s"), call.times().waited(), TOLERANCE);
        near("talk", expected.path("talk_s"), call.times().talked(), TOLERANCE);
        near("total", expected.path("total_s"), call.times().total(), TOLERANCE);
        near("hold", expected.path("held_s"), call.times().held(), HOLD_TOLERANCE);
        transfers(expected, call);
        if ("caller".equals(text(expected, "ended_by"))
                && !text(expected, "outcome").equals("?")) {
            same(
                    "endedBy",
                    EndedBy.CALLER.label(),
                    call.endedBy() == null ? null : call.endedBy().label());
        }
    }

    private void answeredBy(JsonNode expected, Call call) {
        String want = text(expected, "answered_by");
        String outcome = text(expected, "outcome");
        boolean judged = want != null || !outcome.equals("answered") && !outcome.equals("?");
        if (expected.has("answered_by") && judged) {
            same(
                    "answeredBy",
                    want,
                    call.answer() == null ? null : call.answer().extension());
        }
    }

    private void outcome(JsonNode expected, Call call) {
        String outcome = text(expected, "outcome");
        String got = call.outcome().label();
        String note = text(expected, "note");
        boolean temporarilyUnavailable = note != null
                && note.startsWith("480")
                && List.of("unreachable", "unanswered", "busy").contains(got);
        if (!outcome.equals("?") && !temporarilyUnavailable) {
            same("outcome", outcome, got);
        }
    }

    private void transfers(JsonNode expected, Call call) {
        JsonNode transfers = expected.path("transfers");
        if (!transfers.isArray() || transfers.isEmpty()) {
            return;
        }
        List<String> want = new ArrayList<>();
        transfers.forEach(transfer -> want.add(text(transfer, "kind") + " " + text(transfer, "to") + " "
                + transfer.get("answered").asBoolean()));
        List<String> got = call.transfers().stream()
                .map(transfer -> transfer.kind().label() + " " + transfer.to() + " " + transfer.answered())
                .toList();
        same("transfers", want.toString(), got.toString());
    }

    private void near(String field, JsonNode seconds, Duration got, double tolerance) {
        if (seconds.isNumber()) {
            double have = got == null ? 0 : got.toMillis() / 1000.0;
            if (Math.abs(have - seconds.asDouble()) > tolerance) {
                differences.add(field + ": want " + seconds.asDouble() + " s, got " + have + " s");
            }
        }
    }

    private void same(String field, String want, String got) {
        if (want == null ? got != null : !want.equals(got)) {
            differences.add(field + ": want " + want + ", got " + got);
        }
    }

    private static TreeSet<String> rang(JsonNode expected) {
        TreeSet<String> rang = new TreeSet<>();
        expected.get("rang").forEach(phone -> rang.add(phone.asString()));
        return rang;
    }

    static TreeSet<String> rang(Call call) {
        TreeSet<String> rang = new TreeSet<>();
        for (Ring ring : call.rang()) {
            if (ring.rang().toMillis() > 0) {
                rang.add(ring.extension());
            }
        }
        return rang;
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asString();
    }

    static String digits(String text) {
        return text == null ? "" : text.replaceAll("\\D", "");
    }

    private static String ending(String text) {
        String digits = digits(text);
        return digits.substring(Math.max(0, digits.length() - 10));
    }
}
