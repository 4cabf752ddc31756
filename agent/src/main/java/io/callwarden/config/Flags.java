package io.callwarden.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings from the command line: {@code --set key=value} and flags with a name of their own. */
final class Flags implements Layer {
    private final Map<String, Found> values = new LinkedHashMap<>();

    /** Takes key to value, both as written. */
    Flags(Map<String, String> values) {
        values.forEach((key, value) -> this.values.put(key, Found.one(value, "flag --set " + key)));
    }

    @Override
    public Optional<Found> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Set<String> children(String parent, String leaf) {
        return children(values.keySet(), parent, leaf);
    }

    /** Names under {@code parent} in keys written with dots. */
    static Set<String> children(Set<String> keys, String parent, String leaf) {
        String prefix = parent + ".";
        Set<String> names = new LinkedHashSet<>();
        for (String key : keys) {
            if (key.startsWith(prefix)) {
                String rest = key.substring(prefix.length());
                int dot = rest.indexOf('.');
                names.add(leaf.isEmpty() || dot < 0 ? rest : rest.substring(0, dot));
            }
        }
        return names;
    }

    @Override
    public Map<String, String> unasked(Set<String> asked) {
        return unasked(values, asked);
    }

    /** Keys in {@code values} that nobody asked for, with the place of each. */
    static Map<String, String> unasked(Map<String, Found> values, Set<String> asked) {
        Map<String, String> unasked = new LinkedHashMap<>();
        values.forEach((key, found) -> {
            if (!asked.contains(key)) {
                unasked.put(key, found.source());
            }
        });
        return unasked;
    }

    @Override
    public String nameOf(String key) {
        return key;
    }
}
