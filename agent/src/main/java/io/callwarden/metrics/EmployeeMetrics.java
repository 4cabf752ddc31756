package io.callwarden.metrics;

import io.callwarden.employee.Employee;
import io.callwarden.employee.EmployeeBoard;
import io.callwarden.employee.EmployeeState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The employees of one PBX. Meters come and go on the thread of the PBX, as employees and their labels do; a scrape reads them from the
 * board. Those beyond the cap are added up under {@code other}, where they have no state.
 */
public final class EmployeeMetrics implements EmployeeBoard.Listener {
    private static final double MILLIS = 1e3;

    private final MeterRegistry registry;
    private final GaugeTable states;
    private final GaugeTable stateSince;
    private final String pbx;
    private final InstantSource now;
    private final CappedNames names;
    private final Map<Employee, Series> series = new HashMap<>();
    private final Map<EmployeeFigure, EmployeeSum> others = new HashMap<>();

    /** What one employee has under one label; without {@code own} it is counted with others, whatever it is called from then on. */
    private record Series(String label, boolean own, List<Runnable> removals, Set<EmployeeFigure> figures) {}

    private EmployeeMetrics(Metrics metrics, String pbx, InstantSource now, int max) {
        registry = metrics.registry();
        states = metrics.gauges(
                "callwarden_agent_state",
                "What an employee does: 1 for the state that holds, 0 for all others; not a number while the PBX is not heard");
        stateSince = metrics.gauges(
                "callwarden_agent_state_since_timestamp_seconds",
                "Since when the state of an employee holds; not a number while the PBX is not heard");
        this.pbx = pbx;
        this.now = now;
        names = new CappedNames(registry, pbx, "callwarden_agent", max);
    }

    /**
     * Registers the meters of everybody on the board, and of whoever comes.
     *
     * @param now the time by the clock of the PBX
     * @param max employees with series of their own
     */
    public static void register(Metrics metrics, String pbx, EmployeeBoard board, InstantSource now, int max) {
        FunctionCounter.builder("callwarden.series.clamped", board, EmployeeBoard::pauseReasonsClamped)
                .description(CappedNames.DESCRIPTION)
                .tags("pbx", pbx, "metric", "callwarden_agent_paused_reason")
                .register(metrics.registry());
        board.tell(new EmployeeMetrics(metrics, pbx, now, max));
    }

    @Override
    public void changed(List<Employee> employees) {
        Set<Employee> there = new HashSet<>(employees);
        for (Employee employee : List.copyOf(series.keySet())) {
            Series known = series.get(employee);
            if (!there.contains(employee) || known.own && !known.label.equals(employee.label())) {
                remove(employee, known);
            }
        }
        for (Employee employee : employees) {
            Series known = series.computeIfAbsent(employee, this::series);
            for (EmployeeFigure figure : EmployeeFigure.of(employee)) {
                if (known.figures.add(figure)) {
                    count(employee, known, figure);
                }
            }
        }
    }

    private void remove(Employee employee, Series known) {
        series.remove(employee);
        known.removals.forEach(Runnable::run);
        names.release(known.label);
        if (!known.own) {
            known.figures.forEach(figure -> others.get(figure).remove(employee));
        }
    }

    private Series series(Employee employee) {
        String label = employee.label();
        Series made = new Series(label, names.label(label).equals(label), new ArrayList<>(), new HashSet<>());
        if (made.own) {
            states(employee, made);
        }
        return made;
    }

    private void states(Employee employee, Series made) {
        Labels labels = Labels.of("pbx", pbx, "agent", made.label);
        for (EmployeeState state : EmployeeState.values()) {
            made.removals.add(states.add(labels.add("state", state.label()), () -> is(employee, state)));
        }
        made.removals.add(stateSince.add(labels, () -> since(employee)));
    }

    private double is(Employee employee, EmployeeState state) {
        if (!employee.heard()) {
            return Double.NaN;
        }
        return employee.state(now.instant()) == state ? 1 : 0;
    }

    private double since(Employee employee) {
        Instant since = employee.since(now.instant());
        return since == null || !employee.heard() ? Double.NaN : since.toEpochMilli() / MILLIS;
    }

    private void count(Employee employee, Series known, EmployeeFigure figure) {
        if (known.own) {
            Meter counter =
                    figure.counter(employee, each -> figure.read(each, now.instant()), pbx, known.label, registry);
            known.removals.add(() -> registry.remove(counter));
        } else {
            others.computeIfAbsent(figure, this::ofOthers).add(employee);
        }
    }

    private EmployeeSum ofOthers(EmployeeFigure figure) {
        EmployeeSum sum = new EmployeeSum(employee -> figure.read(employee, now.instant()));
        figure.counter(sum, EmployeeSum::value, pbx, CappedNames.OTHER, registry);
        return sum;
    }
}
