package io.callwarden.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What every setting was when it was read, secrets and the content of files that are named among them: what tells two readings apart. Shows
 * none of it. Immutable.
 */
public final class SettingValues {
    /** Of a configuration that was not read from settings. */
    public static final SettingValues NONE = new SettingValues(Map.of());

    private final Map<String, Secret> values;

    SettingValues(Map<String, Secret> values) {
        this.values = Map.copyOf(values);
    }

    /** The settings that are there. */
    public Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    /** The settings that are something else in {@code other}, or that only one of both has. */
    public Set<String> differing(SettingValues other) {
        Set<String> differing = new TreeSet<>(values.keySet());
        differing.addAll(other.values.keySet());
        differing.removeIf(key -> Objects.equals(values.get(key), other.values.get(key)));
        return differing;
    }

    /** Those of {@code newer}, but for settings that do not pass: they stay as they are here. */
    public SettingValues takingOver(SettingValues newer, Predicate<String> passes) {
        Map<String, Secret> all = new LinkedHashMap<>();
        newer.values.forEach((key, value) -> {
            if (passes.test(key)) {
                all.put(key, value);
            }
        });
        values.forEach((key, value) -> {
            if (!passes.test(key)) {
                all.put(key, value);
            }
        });
        return new SettingValues(all);
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
