package io.callwarden.web;

import io.callwarden.doctor.Machine;
import io.callwarden.doctor.Threads;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code /api/doctor}, for the command of that name only: the {@code part} that the query names: {@code state}, {@code limits} or {@code threads}. */
final class DoctorApi implements Function<Request, Answer> {
    private final AgentState state;

    DoctorApi(AgentState state) {
        this.state = state;
    }

    @Override
    public Answer apply(Request request) {
        String part = String.valueOf(request.query().get("part"));
        return Answer.text(
                200,
                switch (part) {
                    case "state" -> state();
                    case "limits" -> Machine.limits();
                    case "threads" -> Threads.dump();
                    default ->
                        throw new BadQueryException(
                                "part: must be one of state, limits, threads, found \"%s\"".formatted(part));
                });
    }

    private String state() {
        String links = state.pbxs().stream()
                .map(pbx -> "%s: %s, %d calls in progress".formatted(pbx.name(), pbx.link(), pbx.callsInProgress()))
                .collect(Collectors.joining("\n"));
        List<String> missing = state.missing();
        return links + "\n" + (missing.isEmpty() ? "Everything is working." : String.join("\n", missing));
    }
}
