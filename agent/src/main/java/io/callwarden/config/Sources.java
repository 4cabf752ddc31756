package io.callwarden.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The layers of settings; a later one overrules an earlier one: file, environment, flags. */
final class Sources {
    private final Path directory;
    private final List<Layer> strongestFirst = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Sources(Path directory) {
        this.directory = directory;
    }

    /**
     * Reads them all.
     *
     * @param file the configuration file; null for none
     */
    static Sources of(Path file, Map<String, String> environment, Map<String, String> flags) {
        Path parent = file == null ? null : file.toAbsolutePath().getParent();
        Sources sources = new Sources(parent == null ? Path.of("") : parent);
        sources.strongestFirst.add(new Flags(flags));
        sources.strongestFirst.add(new Environment(environment));
        if (file != null) {
            YamlFile yaml = new YamlFile(file);
            sources.strongestFirst.add(yaml);
            sources.problems.addAll(yaml.problems());
        }
        return sources;
    }

    /** What a relative path in a setting is relative to: the folder of the configuration file. */
    Path directory() {
        return directory;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Optional<Found> find(String key) {
        return strongestFirst.stream()
                .flatMap(layer -> layer.find(key).stream())
                .findFirst();
    }

    /** As {@link Layer#children}; a name that two layers write differently is the one of the file. */
    Set<String> children(String parent, String leaf) {
        Map<String, String> byVariable = new LinkedHashMap<>();
        Environment variables = new Environment(Map.of());
        for (int i = strongestFirst.size() - 1; i >= 0; i--) {
            for (String name : strongestFirst.get(i).children(parent, leaf)) {
                byVariable.putIfAbsent(variables.nameOf(name), name);
            }
        }
        return new LinkedHashSet<>(byVariable.values());
    }

    /** What is set and was never asked for. */
    List<Problem> unknown(Set<String> asked) {
        List<Problem> unknown = new ArrayList<>();
        for (int i = strongestFirst.size() - 1; i >= 0; i--) {
            Layer layer = strongestFirst.get(i);
            List<String> names = asked.stream().map(layer::nameOf).toList();
            layer.unasked(asked)
                    .forEach((name, place) -> unknown.add(new Problem("%s: no such setting (%s)%s"
                            .formatted(
                                    name,
                                    place,
                                    Suggestion.nearest(name, names)
                                            .map(known -> "; did you mean \"" + known + "\"?")
                                            .orElse("")))));
        }
        return unknown;
    }
}
