package io.callwarden.web;

import io.callwarden.cost.Prices;
import io.callwarden.export.CostSheet;
import io.callwarden.export.EmployeeSheet;
import io.callwarden.number.MaskedNumber;
import io.callwarden.recovery.Change;
import io.callwarden.report.Cost;
import io.callwarden.report.CostReport;
import io.callwarden.report.Days;
import io.callwarden.report.EmployeeReport;
import io.callwarden.report.MissedCustomers;
import io.callwarden.report.People;
import io.callwarden.report.Period;
import io.callwarden.report.ReportTooLongException;
import io.callwarden.report.Targets;
import io.callwarden.store.CallFilter;
import io.callwarden.store.CallStore;
import io.callwarden.store.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes reports of what is on record, holding no more of it in memory than the rows. Every method may wait for the database and throws what
 * {@link CallStore} throws. Thread-safe.
 */
public final class ReportDesk {
    private static final Set<Change.Kind> BY_EMPLOYEES =
            Set.of(Change.Kind.ATTEMPTED, Change.Kind.RECOVERED_BY_CALLBACK, Change.Kind.RECOVERED_BY_CALLER);

    private final CallStore calls;
    private final TaskStore tasks;
    private final Supplier<People> people;
    private final Supplier<Targets> targets;
    private final Supplier<Prices> prices;
    private final Clock clock;

    /**
     * @param people null where nothing is to be told of single employees
     * @param prices null where nothing is priced
     */
    public ReportDesk(CallStore calls, People people, Targets targets, Prices prices, Clock clock) {
        this(calls, () -> people, () -> targets, () -> prices, clock);
    }

    /** As the other, where all is asked for whenever it counts. */
    public ReportDesk(
            CallStore calls, Supplier<People> people, Supplier<Targets> targets, Supplier<Prices> prices, Clock clock) {
        this.calls = calls;
        this.tasks = calls.tasks();
        this.people = people;
        this.targets = targets;
        this.prices = prices;
        this.clock = clock;
    }

    /** Now, by the clock by which days are told. */
    Instant now() {
        return clock.instant();
    }

    /** Writes what each employee did. */
    public void employees(ReportQuery query, Consumer<String> out) {
        employees(query, Role.SUPERVISOR, out);
    }

    /** As the other, as one with that role sees it. */
    void employees(ReportQuery query, Role role, Consumer<String> out) {
        EmployeeSheet.write(employees(query.days(), query.by(), role), query.form(), out);
    }

    /** Writes what missed customers cost. */
    public void cost(ReportQuery query, Consumer<String> out) {
        CostSheet.write(cost(query.days(), query.by()), query.form(), out);
    }

    /** Whether anything may be told of single employees. */
    boolean tellsOfEmployees() {
        return people.get() != null;
    }

    /** @throws NotFoundException where it is switched off */
    EmployeeReport employees(Days days, Period by, Role role) {
        People known = people.get();
        if (known == null) {
            throw new NotFoundException(
                    "Nothing is told of single employees here: privacy.employee-figures or metrics.employees is false in the configuration.");
        }
        EmployeeReport report = new EmployeeReport(
                days, by, known, targets.get(), role.seesNumbers() ? shown -> shown : MaskedNumber::inText);
        try {
            calls.forEach(CallFilter.all().from(days.from()).until(days.until()).build(), report::call);
            tasks.forEachStep(BY_EMPLOYEES, days.from(), days.until(), report::step);
        } catch (ReportTooLongException e) {
            throw new BadQueryException("from: " + e.getMessage());
        }
        return report;
    }

    CostReport cost(Days days, Period by) {
        Instant now = clock.instant();
        Prices priced = prices.get();
        List<Cost> rows =
                days.each(by).stream().map(part -> cost(part, priced, now)).toList();
        return new CostReport(days, by, priced == null ? null : priced.currency(), rows);
    }

    private Cost cost(Days days, Prices priced, Instant now) {
        MissedCustomers missed = new MissedCustomers(days, priced, now);
        tasks.forEachStep(Set.of(Change.Kind.OPENED), days.from(), days.until(), missed::opened);
        return missed.cost(calls.count(CallFilter.all()
                .from(days.from())
                .until(days.until())
                .missedOnly(true)
                .build()));
    }
}
