package io.callwarden.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings from the environment. The name of a variable is the key in capitals, with an underscore for each dot and hyphen:
 * {@code http.port} is {@code CALLWARDEN_HTTP_PORT}.
 */
final class Environment implements Layer {
    static final String PREFIX = "CALLWARDEN_";

    /** Read by the start scripts and the command line itself; no settings. */
    private static final Set<String> NO_SETTINGS =
            Set.of("CALLWARDEN_CONFIG", "CALLWARDEN_HOME", "CALLWARDEN_JAVA", "CALLWARDEN_JAVA_OPTS");

    private final Map<String, String> variables = new TreeMap<>();

    Environment(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NO_SETTINGS.contains(name)) {
                variables.put(name, value);
            }
        });
    }

    @Override
    public Optional<Found> find(String key) {
        String name = nameOf(key);
        return Optional.ofNullable(variables.get(name)).map(value -> Found.one(value, "environment " + name));
    }

    @Override
    public Set<String> children(String parent, String leaf) {
        String start = nameOf(parent) + "_";
        String end = leaf.isEmpty() ? "" : "_" + nameOf(leaf).substring(PREFIX.length());
        return variables.keySet().stream()
                .filter(name -> name.startsWith(start) && name.endsWith(end))
                .filter(name -> name.length() > start.length() + end.length())
                .map(name -> name.substring(start.length(), name.length() - end.length()))
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Map<String, String> unasked(Set<String> asked) {
        Set<String> names = asked.stream().map(this::nameOf).collect(Collectors.toSet());
        Map<String, String> unasked = new LinkedHashMap<>();
        variables.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> unasked.put(name, "environment"));
        return unasked;
    }

    @Override
    public String nameOf(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
