package io.callwarden.metrics;

import static io.callwarden.call.Stage.ANNOUNCEMENT;
import static io.callwarden.call.Stage.IVR;
import static io.callwarden.call.Stage.NONE;

import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.callwarden.call.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Calls that ended, by what became of them and how far they got; each is counted once, when it ends. */
final class EndedCounters {
    private static final Set<Stage> NOBODY_ASKED = EnumSet.of(IVR, ANNOUNCEMENT, NONE);
    private static final Set<Stage> PERSON_ASKED = EnumSet.complementOf(EnumSet.copyOf(NOBODY_ASKED));
    private static final int STAGES = Stage.values().length;

    /** Per direction, by {@link #index}. */
    private final List<Counter[]> all = new ArrayList<>();

    private final Counter[] missed;
    private final Counter[] lostBeforeAsking;

    EndedCounters(MeterRegistry registry, String pbx) {
        for (Direction direction : Direction.values()) {
            all.add(table(
                    Counter.builder("callwarden.calls")
                            .description("Calls that ended, by what became of them and where")
                            .tags("pbx", pbx, "direction", direction.label()),
                    EnumSet.allOf(Outcome.class),
                    EnumSet.allOf(Stage.class),
                    registry));
        }
        Set<Outcome> notAnswered = EnumSet.complementOf(EnumSet.of(Outcome.ANSWERED));
        missed = table(
                Counter.builder("callwarden.calls.missed")
                        .description(
                                "Missed calls: inbound, a person was asked for, none answered; short abandons left out")
                        .tag("pbx", pbx),
                notAnswered,
                PERSON_ASKED,
                registry);
        lostBeforeAsking = table(
                Counter.builder("callwarden.calls.lost.before.asking")
                        .description("Inbound calls that ended before a person was asked for")
                        .tag("pbx", pbx),
                notAnswered,
                NOBODY_ASKED,
                registry);
    }

    private static Counter[] table(
            Counter.Builder counter, Set<Outcome> outcomes, Set<Stage> stages, MeterRegistry registry) {
        Counter[] table = new Counter[Outcome.values().length * STAGES];
        Counter.Builder labelled = counter;
        for (Outcome outcome : outcomes) {
            for (Stage stage : stages) {
                // A later tag of the same key replaces the earlier one.
                labelled = labelled.tags("outcome", outcome.label(), "stage", stage.label());
                table[index(outcome, stage)] = labelled.register(registry);
            }
        }
        return table;
    }

    void count(Call call) {
        int index = index(call.outcome(), call.stage());
        all.get(call.direction().ordinal())[index].increment();
        if (call.missed() && missed[index] != null) {
            missed[index].increment();
        }
        if (call.lostBeforeAsking() && lostBeforeAsking[index] != null) {
            lostBeforeAsking[index].increment();
        }
    }

    private static int index(Outcome outcome, Stage stage) {
        return outcome.ordinal() * STAGES + stage.ordinal();
    }
}
