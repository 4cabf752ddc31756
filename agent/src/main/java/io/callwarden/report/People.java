package io.callwarden.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose phone is whose: one extension is one employee; extensions to which the configuration gives one name are one employee together.
 * Immutable.
 */
public final class People {
    private static final int DIGITS_OF_A_NUMBER = 7;

    private final Map<String, Map<String, String>> names;

    /** @param names by PBX and by extension, as configured */
    public People(Map<String, Map<String, String>> names) {
        Map<String, Map<String, String>> copy = new HashMap<>();
        names.forEach((pbx, byExtension) -> copy.put(pbx, Map.copyOf(byExtension)));
        this.names = Map.copyOf(copy);
    }

    /**
     * An employee, by what makes two of them one.
     *
     * @param id the extension, or the name if it is configured
     */
    record Who(String pbx, String id, boolean configured) {}

    /** Null for no extension, and for a number outside: seven digits or more. */
    Who of(String pbx, String extension) {
        if (extension == null || extension.isBlank()) {
            return null;
        }
        String name = names.getOrDefault(pbx, Map.of()).get(extension);
        if (name != null && !name.isBlank()) {
            return new Who(pbx, name, true);
        }
        return extension.chars().filter(Character::isDigit).count() >= DIGITS_OF_A_NUMBER
                ? null
                : new Who(pbx, extension, false);
    }

    Set<String> extensions(Who who) {
        if (!who.configured()) {
            return Set.of(who.id());
        }
        Set<String> extensions = new TreeSet<>();
        names.get(who.pbx()).forEach((extension, name) -> {
            if (name.equals(who.id())) {
                extensions.add(extension);
            }
        });
        return extensions;
    }
}
