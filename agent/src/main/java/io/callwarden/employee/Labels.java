package io.callwarden.employee;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each employee is called: the name where nobody else bears it, else name and extension, so that it does not depend on who came first.
 * No number outside is part of it. The PBX's thread only.
 */
final class Labels {
    /** Stands for many. */
    private static final String RESERVED = "other";

    private static final int MAX_EXTENSION = 20;

    private Labels() {}

    /** Gives all of them their labels. */
    static void give(Collection<Employee> employees) {
        List<Employee> inOrder =
                employees.stream().sorted(Comparator.comparing(Employee::id)).toList();
        Map<String, Integer> bearers = new HashMap<>();
        inOrder.forEach(employee -> bearers.merge(base(employee), 1, Integer::sum));
        Set<String> given = new HashSet<>(bearers.keySet());
        for (Employee employee : inOrder) {
            String label = base(employee);
            if (bearers.get(label) > 1 || label.equals(RESERVED)) {
                label = unused(label + " (" + shown(employee.extension()) + ")", given);
            }
            employee.call(label);
        }
    }

    private static String base(Employee employee) {
        return employee.name().isEmpty() ? shown(employee.extension()) : employee.name();
    }

    private static String shown(String extension) {
        if (Names.isNumberOutside(extension)) {
            return "outside";
        }
        String clean = Names.clean(extension);
        return clean.length() <= MAX_EXTENSION ? clean : clean.substring(0, MAX_EXTENSION);
    }

    private static String unused(String label, Set<String> given) {
        String unused = label;
        for (int i = 2; !given.add(unused); i++) {
            unused = label + " " + i;
        }
        return unused;
    }
}
