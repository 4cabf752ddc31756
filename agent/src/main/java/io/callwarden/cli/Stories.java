package io.callwarden.cli;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallStory;
import io.callwarden.export.CallLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers the steps of each call and prints them, as a time line, when it is over. */
final class Stories implements CallStory {
    private static final int MOST_STEPS = 2_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Step(Instant at, String text) {}

    private final Map<CallId, List<Step>> open = new LinkedHashMap<>();
    private final PrintWriter out;

    Stories(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void step(CallId id, Instant at, String text) {
        List<Step> steps = open.computeIfAbsent(id, unseen -> new ArrayList<>());
        if (steps.size() < MOST_STEPS) {
            steps.add(new Step(at, text));
        }
    }

    /** The call is over: its line, and what led to it. */
    void tell(Call call) {
        out.print(call.id() + "  " + CallLine.of(call, ZoneOffset.UTC) + "\n");
        print(open.remove(call.id()));
    }

    /** What is left when the recording is at its end. */
    void tellUnfinished() {
        open.forEach((id, steps) -> {
            out.print(id + "  became part of another call, or goes on when the recording ends\n");
            print(steps);
        });
        open.clear();
    }

    private void print(List<Step> steps) {
        if (steps != null) {
            Instant start = steps.get(0).at();
            for (Step step : steps) {
                double seconds = Duration.between(start, step.at()).toMillis() / 1000.0;
                out.print(String.format(
                        Locale.ROOT, "    %s  %+9.3f s  %s%n", TIME.format(step.at()), seconds, step.text()));
            }
        }
        out.print("\n");
    }
}
