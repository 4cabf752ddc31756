package io.callwarden.employee;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who there is. One extension is one employee; extensions to which the configuration gives one name are one employee together. The PBX's
 * thread only; bounded, and {@link #all} is read by any.
 */
final class Roster {
    /** Far beyond what gets series of its own, so that those are counted there before anybody is left out here. */
    static final int MAX = 5_000;

    private Map<String, String> names;
    private final Devices devices;
    private final Map<String, Employee> byExtension = new HashMap<>();
    private final Map<String, Employee> byName = new HashMap<>();
    private final Set<Employee> employees = new LinkedHashSet<>();
    private volatile List<Employee> all = List.of();
    private boolean grown;

    /**
     * @param expected extension to name: they are there from the start
     * @param names extension to name, for whoever appears
     */
    Roster(Map<String, String> expected, Map<String, String> names, Devices devices) {
        this.names = together(expected, names);
        this.devices = devices;
        expected.keySet().forEach(this::make);
        settle();
    }

    private static Map<String, String> together(Map<String, String> expected, Map<String, String> names) {
        Map<String, String> all = new HashMap<>(names);
        all.putAll(expected);
        return Map.copyOf(all);
    }

    /**
     * The configuration has other names from now on. Whoever is alone with his extension keeps what was counted under the new name; where
     * extensions come together or part, each stays with those of its name.
     */
    void follow(Map<String, String> expected, Map<String, String> newNames) {
        Map<String, String> before = names;
        names = together(expected, newNames);
        for (String extension : List.copyOf(byExtension.keySet())) {
            String was = Names.clean(before.getOrDefault(extension, ""));
            String is = Names.clean(names.getOrDefault(extension, ""));
            if (!is.equals(was)) {
                rename(extension, is);
            }
        }
        expected.keySet().forEach(this::make);
        grown = true;
    }

    private void rename(String extension, String name) {
        Employee employee = byExtension.get(extension);
        boolean alone = employee.extensions.size() == 1;
        if (alone && !byName.containsKey(name)) {
            byName.remove(employee.id(), employee);
            employee.rename(name.isEmpty() ? extension : name, !name.isEmpty());
            if (!name.isEmpty()) {
                byName.put(name, employee);
            }
            return;
        }
        Employee other = name.isEmpty()
                ? new Employee(extension, false)
                : byName.computeIfAbsent(name, each -> new Employee(each, true));
        employee.handOver(extension, other);
        byExtension.put(extension, other);
        employees.add(other);
        if (alone) {
            byName.remove(employee.id(), employee);
            employees.remove(employee);
        }
    }

    /** Null where nobody has that extension. */
    Employee of(String extension) {
        return byExtension.get(extension);
    }

    /** As {@link #of}, and makes one where the configuration has a name for that extension. */
    Employee find(String extension) {
        Employee known = byExtension.get(extension);
        return known == null && names.containsKey(extension) ? make(extension) : known;
    }

    /** Makes one where there is none; null for no extension, and beyond the bound. */
    Employee make(String extension) {
        Employee known = byExtension.get(extension);
        if (known != null || extension.isEmpty() || byExtension.size() >= MAX) {
            return known;
        }
        String name = Names.clean(names.getOrDefault(extension, ""));
        Employee employee = name.isEmpty()
                ? new Employee(extension, false)
                : byName.computeIfAbsent(name, each -> new Employee(each, true));
        employee.extensions.add(extension);
        byExtension.put(extension, employee);
        grown |= employees.add(employee);
        for (Devices.Device device : devices.all()) {
            if (device.extension.equals(extension)) {
                employee.devices.add(device);
            }
        }
        return employee;
    }

    /** Forgets those whom nobody names, and who have been in no queue and on no phone since {@code before}. */
    boolean forget(Instant before) {
        List<Employee> gone =
                employees.stream().filter(each -> each.isForgettable(before)).toList();
        gone.forEach(each -> each.extensions.forEach(byExtension::remove));
        return employees.removeAll(Set.copyOf(gone));
    }

    /** Whether somebody came since it was settled. */
    boolean grown() {
        return grown;
    }

    /** Gives labels and publishes who there is. */
    void settle() {
        grown = false;
        Labels.give(employees);
        all = List.copyOf(employees);
    }

    Collection<Employee> employees() {
        return employees;
    }

    List<Employee> all() {
        return all;
    }
}
