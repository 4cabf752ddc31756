package io.callwarden.report;

import static io.callwarden.report.Figure.ANSWERED;
import static io.callwarden.report.Figure.ANSWERED_ELSEWHERE;
import static io.callwarden.report.Figure.ANSWERED_FAST;
import static io.callwarden.report.Figure.BUSY;
import static io.callwarden.report.Figure.CALLER_GAVE_UP;
import static io.callwarden.report.Figure.CALL_BACKS;
import static io.callwarden.report.Figure.CALL_BACKS_IN_TARGET;
import static io.callwarden.report.Figure.CALL_BACKS_REACHED;
import static io.callwarden.report.Figure.DECLINED;
import static io.callwarden.report.Figure.NO_ANSWER;
import static io.callwarden.report.Figure.OUTBOUND;
import static io.callwarden.report.Figure.OUTBOUND_ANSWERED;
import static io.callwarden.report.Figure.PICKED_UP;
import static io.callwarden.report.Figure.QUEUE_ANSWERED;
import static io.callwarden.report.Figure.QUEUE_IN_TARGET;
import static io.callwarden.report.Figure.RANG;
import static io.callwarden.report.Figure.RECOVERED;
import static io.callwarden.report.Figure.RING_MILLIS;
import static io.callwarden.report.Figure.TALK_INBOUND_MILLIS;
import static io.callwarden.report.Figure.TALK_INTERNAL_MILLIS;
import static io.callwarden.report.Figure.TALK_OUTBOUND_MILLIS;
import static io.callwarden.report.Figure.UNREACHABLE;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Rings;
import io.callwarden.call.Talks;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What each employee did, period by period. Calls and steps may be given in any order; each belongs to the day on which its call began.
 * Facts, in the order of names: nobody is ranked. One thread.
 */
public final class EmployeeReport {
    /** A ring that is answered by then was answered fast: two rings of an ordinary phone. */
    public static final Duration FAST = Duration.ofSeconds(10);

    /** A queue tells waits in whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private final Days days;
    private final Period by;
    private final People people;
    private final Targets targets;
    private final Tallies tallies;
    private final UnaryOperator<String> shown;

    /**
     * One employee in one period.
     *
     * @param period first day of it
     * @param name null where neither the configuration nor any call tells it
     * @param extensions his phones, at least one
     */
    public record Row(LocalDate period, String pbx, String name, List<String> extensions, Figures figures) {}

    /** A report on these days, with nothing in it yet. */
    public EmployeeReport(Days days, Period by, People people, Targets targets) {
        this(days, by, people, targets, shown -> shown);
    }

    /** @param shown how extensions and names are shown: some are numbers of people outside */
    public EmployeeReport(Days days, Period by, People people, Targets targets, UnaryOperator<String> shown) {
        this.shown = shown;
        this.days = days;
        this.by = by;
        this.people = people;
        this.targets = targets;
        tallies = new Tallies(people);
    }

    public Days days() {
        return days;
    }

    public Period by() {
        return by;
    }

    /** Takes a call into account; one of another day is left out. */
    public void call(Call call) {
        if (!days.contain(call.times().startedAt())) {
            return;
        }
        LocalDate period = by.start(days.of(call.times().startedAt()));
        made(call, period);
        rings(call, period);
        queues(call, period);
        if (call.direction() != Direction.OUTBOUND && call.answer() != null) {
            answered(call, call.answer(), period);
        }
        Figure talk =
                switch (call.direction()) {
                    case INBOUND -> TALK_INBOUND_MILLIS;
                    case OUTBOUND -> TALK_OUTBOUND_MILLIS;
                    case INTERNAL -> TALK_INTERNAL_MILLIS;
                };
        for (Talks.Talk each : Talks.of(call)) {
            add(
                    period,
                    who(call, each.extension()),
                    talk,
                    Duration.between(each.from(), each.until()).toMillis());
        }
    }

    private void made(Call call, LocalDate period) {
        if (call.direction() == Direction.INBOUND) {
            return;
        }
        People.Who caller = employee(call, call.caller().number(), call.caller().name());
        if (call.direction() == Direction.OUTBOUND) {
            add(period, caller, OUTBOUND, 1);
            add(period, caller, OUTBOUND_ANSWERED, call.outcome() == Outcome.ANSWERED ? 1 : 0);
        }
    }

    private void rings(Call call, LocalDate period) {
        boolean outbound = call.direction() == Direction.OUTBOUND;
        Rings.each(call.rang(), extension -> who(call, extension), (who, ring) -> {
            if (!outbound) {
                // What rings of an outbound call is the number dialled, which may look like an extension, or a
                // colleague.
                tallies.isEmployee(who);
            }
            add(period, who, RANG, 1);
            add(period, who, of(ring.result()), 1);
            if (ring.result() == RingResult.ANSWERED) {
                add(period, who, RING_MILLIS, ring.rang().toMillis());
                add(period, who, ANSWERED_FAST, ring.rang().compareTo(FAST) <= 0 ? 1 : 0);
            }
        });
    }

    private static Figure of(RingResult result) {
        return switch (result) {
            case ANSWERED -> ANSWERED;
            case ANSWERED_ELSEWHERE -> ANSWERED_ELSEWHERE;
            case NO_ANSWER -> NO_ANSWER;
            case BUSY -> BUSY;
            case DECLINED -> DECLINED;
            case UNREACHABLE -> UNREACHABLE;
            case CALLER_GAVE_UP -> CALLER_GAVE_UP;
        };
    }

    private void answered(Call call, Answer answer, LocalDate period) {
        People.Who who = employee(call, answer.extension(), answer.name());
        if (who != null && !rang(call, answer.extension())) {
            add(period, who, ANSWERED, 1);
            add(period, who, PICKED_UP, 1);
        }
    }

    private void queues(Call call, LocalDate period) {
        for (QueueVisit visit : call.queueVisits()) {
            if (visit.exit() == QueueExit.ANSWERED && visit.waited() != null) {
                People.Who who = who(call, member(call, visit));
                add(period, who, QUEUE_ANSWERED, 1);
                add(period, who, QUEUE_IN_TARGET, targets.met(call.id().pbx(), visit) ? 1 : 0);
            }
        }
    }

    /** Who took the call out of that queue; null where that is not known. */
    private static String member(Call call, QueueVisit visit) {
        Instant until = visit.joinedAt().plus(visit.waited());
        String member = null;
        for (Ring ring : call.rang()) {
            if (ring.result() == RingResult.ANSWERED
                    && !ring.triedAt().isBefore(visit.joinedAt())
                    && !ring.triedAt().isAfter(until)) {
                member = ring.extension();
            }
        }
        Answer first = call.answer();
        boolean pickedUp = member == null
                && first != null
                && first.at() != null
                && !first.at().isBefore(visit.joinedAt());
        return pickedUp && !first.at().isAfter(until.plus(ROUNDING)) ? first.extension() : member;
    }

    private static boolean rang(Call call, String extension) {
        for (Ring ring : call.rang()) {
            if (ring.result() == RingResult.ANSWERED && extension.equals(ring.extension())) {
                return true;
            }
        }
        return false;
    }

    /** Takes into account that somebody called a missed customer, or reached him; other steps say nothing of employees. */
    public void step(Step step) {
        Change.Kind kind = step.change().kind();
        boolean calledBack = kind == Change.Kind.RECOVERED_BY_CALLBACK;
        boolean recovered = calledBack || kind == Change.Kind.RECOVERED_BY_CALLER;
        People.Who who = people.of(step.pbx(), step.change().by());
        if (who == null || !days.contain(step.began()) || !recovered && kind != Change.Kind.ATTEMPTED) {
            return;
        }
        tallies.isEmployee(who);
        LocalDate period = by.start(days.of(step.began()));
        add(period, who, RECOVERED, recovered ? 1 : 0);
        if (kind != Change.Kind.RECOVERED_BY_CALLER) {
            add(period, who, CALL_BACKS, 1);
            add(period, who, CALL_BACKS_REACHED, calledBack ? 1 : 0);
            add(period, who, CALL_BACKS_IN_TARGET, calledBack && step.task().inTime() ? 1 : 0);
        }
    }

    private People.Who who(Call call, String extension) {
        return people.of(call.id().pbx(), extension);
    }

    /** Whoever has that extension, who by this is an employee; null where it is nobody's. */
    private People.Who employee(Call call, String extension, String name) {
        People.Who who = who(call, extension);
        if (who != null) {
            tallies.isEmployee(who);
            if (name != null && !name.isBlank() && !name.equals(extension)) {
                tallies.isCalled(
                        who, name.strip(), call.times().startedAt(), call.id().toString());
            }
        }
        return who;
    }

    private void add(LocalDate period, People.Who who, Figure figure, long count) {
        if (who != null) {
            tallies.add(period, who, figure, count);
        }
    }

    /** What was counted so far, by period and name; those without a name come last. */
    public List<Row> rows() {
        return tallies.rows().stream()
                .map(row -> new Row(
                        row.period(),
                        row.pbx(),
                        row.name() == null ? null : shown.apply(row.name()),
                        row.extensions().stream().map(shown).toList(),
                        row.figures()))
                .toList();
    }
}
