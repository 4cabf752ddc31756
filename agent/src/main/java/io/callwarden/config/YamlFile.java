package io.callwarden.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Settings from a YAML file, each with its line. Maps become keys with dots; a list of maps that have a {@code name} becomes a map
 * by that name. Text stays as written, so that {@code 0101} is not a number.
 */
final class YamlFile implements Layer {
    private static final int MAX_DEPTH = 8;
    private static final long MAX_BYTES = 1_000_000;

    private final Map<String, Found> values = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Path file;

    /** Reads the file; what cannot be read is among the {@link #problems()}. */
    YamlFile(Path file) {
        this.file = file;
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(new Problem(file + " has more than " + MAX_BYTES + " bytes: is it a configuration file?"));
                return;
            }
            parse(Files.readString(file));
        } catch (JacksonException e) {
            problems.add(new Problem(
                    "%s: is not YAML: %s".formatted(place(e.getLocation()), firstLine(e.getOriginalMessage()))));
        } catch (NoSuchFileException e) {
            problems.add(new Problem(file + ": no such file"));
        } catch (IOException e) {
            problems.add(new Problem(file + ": cannot be read as UTF-8 text (" + e + ")"));
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void parse(String text) {
        try (YAMLParser parser = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                map(parser, "");
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                problems.add(
                        new Problem(place(parser.currentTokenLocation()) + ": must be settings as \"key: value\""));
            }
        }
    }

    private void map(YAMLParser parser, String prefix) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = prefix + parser.currentName();
            String place = place(parser.currentTokenLocation());
            parser.nextToken();
            value(parser, key, place);
        }
    }

    private void value(YAMLParser parser, String key, String place) {
        if (parser.isCurrentAlias()) {
            problems.add(new Problem("%s: aliases (*name) are not supported (%s)".formatted(key, place)));
            return;
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> nested(parser, key, place);
            case START_ARRAY -> list(parser, key, place);
            case VALUE_NULL -> {
                // A key without a value stands for its default, as in the shipped file.
            }
            default -> put(key, Found.one(parser.getString(), place));
        }
    }

    private void nested(YAMLParser parser, String key, String place) {
        if (parser.streamReadContext().getNestingDepth() > MAX_DEPTH) {
            problems.add(new Problem("%s: is nested too deeply (%s)".formatted(key, place)));
            parser.skipChildren();
        } else {
            map(parser, key + ".");
        }
    }

    private void list(YAMLParser parser, String key, String place) {
        List<String> items = new ArrayList<>();
        boolean maps = false;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                maps = true;
                namedMap(parser, key);
            } else if (token == JsonToken.START_ARRAY) {
                problems.add(new Problem("%s: a list in a list is not understood (%s)".formatted(key, place)));
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                items.add(parser.getString());
            }
        }
        if (!items.isEmpty() || !maps) {
            put(key, new Found(items, place));
        }
    }

    /** {@code - name: hq} and what follows, as if it stood under {@code hq:}. */
    private void namedMap(YAMLParser parser, String key) {
        String place = place(parser.currentTokenLocation());
        Map<String, Found> before = new LinkedHashMap<>(values);
        values.clear();
        map(parser, "");
        Map<String, Found> item = new LinkedHashMap<>(values);
        values.clear();
        values.putAll(before);
        Found name = item.remove("name");
        if (name == null) {
            problems.add(new Problem("%s: each entry of the list needs a \"name\" (%s)".formatted(key, place)));
        } else {
            item.forEach((setting, found) -> put(key + "." + name.text() + "." + setting, found));
        }
    }

    private void put(String key, Found found) {
        Found earlier = values.putIfAbsent(key, found);
        if (earlier != null) {
            problems.add(new Problem(
                    "%s: is set twice (%s and %s); keep one".formatted(key, earlier.source(), found.source())));
        }
    }

    private String place(TokenStreamLocation location) {
        return location == null ? file.toString() : file + ":" + location.getLineNr();
    }

    private static String firstLine(String message) {
        return message == null ? "syntax error" : message.lines().findFirst().orElse("syntax error");
    }

    @Override
    public Optional<Found> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Set<String> children(String parent, String leaf) {
        return Flags.children(values.keySet(), parent, leaf);
    }

    @Override
    public Map<String, String> unasked(Set<String> asked) {
        return Flags.unasked(values, asked);
    }

    @Override
    public String nameOf(String key) {
        return key;
    }
}
