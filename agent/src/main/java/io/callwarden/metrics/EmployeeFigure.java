package io.callwarden.metrics;

import io.callwarden.employee.Employee;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One thing that is counted for an employee.
 *
 * @param reason of the pause; empty for all but the time paused
 */
record EmployeeFigure(Kind kind, String reason) {
    /** What is counted. */
    enum Kind {
        ANSWERED,
        NO_ANSWER,
        DECLINED,
        TALK,
        LOGGED_IN,
        PAUSED
    }

    /** All figures of the employee, one for each reason of a pause. */
    static List<EmployeeFigure> of(Employee employee) {
        List<EmployeeFigure> figures = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PAUSED) {
                figures.add(new EmployeeFigure(kind, ""));
            }
        }
        employee.pauseReasons().forEach(reason -> figures.add(new EmployeeFigure(Kind.PAUSED, reason)));
        return figures;
    }

    double read(Employee employee, Instant now) {
        return switch (kind) {
            case ANSWERED -> employee.answered();
            case NO_ANSWER -> employee.notAnswered();
            case DECLINED -> employee.declined();
            case TALK -> employee.talkSeconds(now);
            case LOGGED_IN -> employee.loggedInSeconds(now);
            case PAUSED -> employee.pausedSeconds(reason, now);
        };
    }

    <T> Meter counter(T read, ToDoubleFunction<T> value, String pbx, String agent, MeterRegistry registry) {
        FunctionCounter.Builder<T> counter =
                switch (kind) {
                    case ANSWERED -> calls(read, value, "answered");
                    case NO_ANSWER -> calls(read, value, "no_answer");
                    case DECLINED -> calls(read, value, "declined");
                    case TALK ->
                        FunctionCounter.builder("callwarden.agent.talk", read, value)
                                .baseUnit("seconds")
                                .description(
                                        "How long an employee talked with the other side of calls; added when the call is over");
                    case LOGGED_IN ->
                        FunctionCounter.builder("callwarden.agent.logged.in", read, value)
                                .baseUnit("seconds")
                                .description("How long an employee was in a queue or logged in to the agent pool");
                    case PAUSED ->
                        FunctionCounter.builder("callwarden.agent.paused", read, value)
                                .baseUnit("seconds")
                                .description("How long an employee was paused in all his queues, by reason")
                                .tag("reason", reason);
                };
        return counter.tags("pbx", pbx, "agent", agent).register(registry);
    }

    private static <T> FunctionCounter.Builder<T> calls(T read, ToDoubleFunction<T> value, String outcome) {
        return FunctionCounter.builder("callwarden.agent.calls", read, value)
                .description("Calls that rang an employee's phone and were answered, not answered in time or declined")
                .tag("outcome", outcome);
    }
}
