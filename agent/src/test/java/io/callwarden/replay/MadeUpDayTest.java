package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.Routine;
import io.callwarden.simulator.script.Truth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand made-up calls of a busy firm, side by side, held against what the people in them lived through. */
class MadeUpDayTest {
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyCallOfTheDayIsTold(long seed) throws IOException {
        everyCallIsTold(BusyDay.ofASmallFirm(seed));
    }

    @Test
    void everyCallIsToldWhileEmployeesPhonesAndTrunksComeAndGo() throws IOException {
        everyCallIsTold(BusyDay.ofASmallFirm(4).withRoutine(new Routine(true, true, 100, 10)));
    }

    @Test
    void everyCallOfABigSiteIsTold() throws IOException {
        everyCallIsTold(BusyDay.ofABigSite(5).withRoutine(Routine.ORDINARY));
    }

    private static void everyCallIsTold(BusyDay day) throws IOException {
        Map<String, Truth> truths = new HashMap<>();
        byte[] stream = MadeUpDay.of(day, truth -> truths.put(truth.uniqueId(), truth));

        List<Call> calls = Recorded.replay("pbx1", stream);

        List<String> differences = new ArrayList<>();
        for (Call call : calls) {
            Truth truth = truths.remove(call.id().uniqueid());
            if (truth != null) {
                compare(truth, call, differences);
            } else if (!call.direction().label().equals("internal")) {
                differences.add("nobody made " + call);
            }
        }
        truths.values().stream().filter(truth -> !truth.optional()).forEach(truth -> differences.add("no " + truth));
        assertThat(differences).isEmpty();
    }

    private static void compare(Truth truth, Call call, List<String> differences) {
        String id = call.id().uniqueid();
        String answeredBy = call.answer() == null ? null : call.answer().extension();
        same(differences, id + " outcome", truth.outcome(), call.outcome().label());
        same(differences, id + " stage", truth.stage(), call.stage().label());
        same(differences, id + " caller", truth.caller(), call.caller().number());
        same(differences, id + " queue", truth.queue().orElse(null), call.queue());
        same(differences, id + " missed", truth.missed(), call.missed());
        same(differences, id + " endedBy", truth.endedBy(), call.endedBy().label());
        near(differences, id + " talk", truth.talked(), call.times().talked());
        near(differences, id + " total", truth.lasted(), call.times().total());
        near(
                differences,
                id + " wait",
                truth.waited().orElse(null),
                call.times().waited());
        if (!truth.optional()) {
            same(
                    differences,
                    id + " direction",
                    truth.direction(),
                    call.direction().label());
            same(differences, id + " did", truth.did(), call.did());
            same(differences, id + " trunk", truth.trunk().orElse(null), call.trunk());
        }
        if (call.direction().label().equals("inbound")) {
            same(differences, id + " answeredBy", truth.answeredBy().orElse(null), answeredBy);
        }
        same(
                differences,
                id + " transfers",
                truth.transfers().stream()
                        .map(move -> move.kind() + " " + move.from() + " " + move.to() + " " + move.answered())
                        .toList(),
                call.transfers().stream()
                        .map(move -> move.kind().label() + " " + move.from() + " " + move.to() + " " + move.answered())
                        .toList());
    }

    private static void same(List<String> differences, String what, Object want, Object got) {
        if (!Objects.equals(want, got)) {
            differences.add(what + ": want " + want + ", got " + got);
        }
    }

    private static void near(List<String> differences, String what, Duration want, Duration got) {
        boolean near = want == null || got == null
                ? want == got
                : want.minus(got).abs().compareTo(TOLERANCE) <= 0;
        if (!near) {
            differences.add(what + ": want " + want + ", got " + got);
        }
    }
}
