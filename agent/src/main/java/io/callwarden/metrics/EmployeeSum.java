package io.callwarden.metrics;

import io.callwarden.employee.Employee;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One figure of several employees together, which never goes back when one of them leaves. Written by one thread, read by any. */
final class EmployeeSum {
    private final ToDoubleFunction<Employee> figure;
    private volatile Terms terms = new Terms(List.of(), 0);

    /** Those who are counted, and what those had who are gone. */
    private record Terms(List<Employee> employees, double gone) {}

    EmployeeSum(ToDoubleFunction<Employee> figure) {
        this.figure = figure;
    }

    void add(Employee employee) {
        List<Employee> more = new ArrayList<>(terms.employees);
        more.add(employee);
        terms = new Terms(List.copyOf(more), terms.gone);
    }

    void remove(Employee employee) {
        List<Employee> fewer = new ArrayList<>(terms.employees);
        fewer.remove(employee);
        terms = new Terms(List.copyOf(fewer), terms.gone + figure.applyAsDouble(employee));
    }

    double value() {
        Terms read = terms;
        double sum = read.gone;
        for (Employee employee : read.employees) {
            sum += figure.applyAsDouble(employee);
        }
        return sum;
    }
}
