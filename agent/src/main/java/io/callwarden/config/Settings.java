package io.callwarden.config;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads settings one by one and gathers every problem, so that the operator sees all of them at once. A getter whose value is not
 * allowed returns the fallback; {@link #check()} at the end throws. What was asked for is what is known: anything else that is set is
 * refused. Not thread-safe.
 */
public final class Settings {
    private static final int MAX_SECRET_BYTES = 4_096;

    private final Sources sources;
    private final Map<String, Setting> asked = new LinkedHashMap<>();
    private final Map<String, Secret> values = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem> problems;

    private Settings(Sources sources) {
        this.sources = sources;
        this.problems = new ArrayList<>(sources.problems());
    }

    /**
     * Opens the settings; flags overrule the environment, which overrules the file.
     *
     * @param file the YAML file; null for none. That it cannot be read is a problem like others
     * @param environment variables; those that begin with {@code CALLWARDEN_} are settings
     * @param flags key to value, from the command line
     */
    public static Settings of(Path file, Map<String, String> environment, Map<String, String> flags) {
        return new Settings(Sources.of(file, environment, flags));
    }

    /** Text, stripped; the fallback where it is not set. */
    public String text(String key, String fallback) {
        return one(key, fallback, "any text").map(Found::text).orElse(fallback);
    }

    /** Text that must be there; empty, with a problem on record, where it is not. */
    public String required(String key, String what) {
        String value = one(key, "", what + ", required").map(Found::text).orElse("");
        if (value.isEmpty()) {
            problems.add(Problem.plain(key, "is required: " + what));
        }
        return value;
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    public int number(String key, int fallback, int min, int max) {
        return number(key, Integer.toString(fallback), min, max).orElse(fallback);
    }

    private Optional<Integer> number(String key, String fallback, int min, int max) {
        String allowed = "a whole number from %d to %d".formatted(min, max);
        Optional<Found> found = one(key, fallback, allowed);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String value = found.get().text();
        if (value.matches("-?\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (min <= number && number <= max) {
                return Optional.of(number);
            }
        }
        problems.add(Problem.value(key, found.get(), "must be " + allowed));
        return Optional.empty();
    }

    /** A number with up to three decimals from {@code min} to {@code max}, both included. */
    public double decimal(String key, double fallback, double min, double max) {
        String allowed = "a number from %s to %s".formatted(min, max);
        Optional<Found> found = one(key, Double.toString(fallback), allowed);
        if (found.isEmpty()) {
            return fallback;
        }
        String value = found.get().text();
        if (value.matches("-?\\d{1,9}(\\.\\d{1,3})?")) {
            double number = Double.parseDouble(value);
            if (min <= number && number <= max) {
                return number;
            }
        }
        problems.add(Problem.value(key, found.get(), "must be " + allowed));
        return fallback;
    }

    /** An exact decimal number with up to six decimals from {@code min} to {@code max}, both included. */
    public BigDecimal amount(String key, long fallback, long min, long max) {
        return amount(key, Long.toString(fallback), min, max).orElse(BigDecimal.valueOf(fallback));
    }

    /** As the other, where something else counts if it is not set. */
    public Optional<BigDecimal> amount(String key, long min, long max) {
        return amount(key, "", min, max);
    }

    /**
     * A share of a whole, 0 to 1. People think of it in per cent, so the complaint speaks of that.
     *
     * @param fallback empty where something else counts if it is not set
     */
    public Optional<BigDecimal> share(String key, String fallback) {
        return amount(key, fallback, 0, 1, "a share from 0 to 1, such as 0.37 for 37 %");
    }

    private Optional<BigDecimal> amount(String key, String fallback, long min, long max) {
        return amount(key, fallback, min, max, "a number from %d to %d".formatted(min, max));
    }

    private Optional<BigDecimal> amount(String key, String fallback, long min, long max, String allowed) {
        Optional<Found> found = one(key, fallback, allowed);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String value = found.get().text();
        if (value.matches("-?\\d{1,12}(\\.\\d{1,6})?")) {
            BigDecimal amount = new BigDecimal(value);
            if (amount.compareTo(BigDecimal.valueOf(min)) >= 0 && amount.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return Optional.of(amount);
            }
        }
        problems.add(Problem.value(key, found.get(), "must be " + allowed));
        return Optional.empty();
    }

    /** A number of seconds, as a duration. */
    public Duration seconds(String key, int fallback, int min, int max) {
        return Duration.ofSeconds(number(key, fallback, min, max));
    }

    /** As the other, where something else counts if it is not set. */
    public Optional<Duration> seconds(String key, int min, int max) {
        return number(key, "", min, max).map(Duration::ofSeconds);
    }

    /** {@code true} or {@code false}. */
    public boolean truth(String key, boolean fallback) {
        return choice(key, Boolean.toString(fallback), "true", "false").equals("true");
    }

    /** One of the words. */
    public String choice(String key, String fallback, String... words) {
        String allowed = "one of " + String.join(", ", words);
        Optional<Found> found = one(key, fallback, allowed);
        String value = found.map(Found::text).orElse(fallback);
        if (found.isPresent() && !Arrays.asList(words).contains(value)) {
            problems.add(Problem.value(key, found.get(), "must be " + allowed));
            return fallback;
        }
        return value;
    }

    /** A time zone such as {@code Europe/Moscow}. */
    public ZoneId zone(String key, ZoneId fallback) {
        String allowed = "a time zone such as Europe/Moscow or UTC";
        Optional<Found> found = one(key, fallback.getId(), allowed);
        try {
            return found.map(Found::text).map(ZoneId::of).orElse(fallback);
        } catch (DateTimeException e) {
            problems.add(Problem.value(key, found.orElseThrow(), "must be " + allowed));
            return fallback;
        }
    }

    /** A list; in the environment and in flags its items are separated by commas. */
    public List<String> list(String key, String what) {
        Optional<Found> found = look(key);
        note(key, "", "a list of " + what, found.map(Found::text).orElse(""), found);
        return found.map(Found::values).orElse(List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A file or folder; a relative one lies beside the configuration file. */
    public Optional<Path> path(String key, String fallback) {
        String value = one(key, fallback, "a path").map(Found::text).orElse(fallback);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Path path = sources.directory().resolve(value);
        values.put(key, new Secret(path + " " + FileContent.mark(path)));
        return Optional.of(path);
    }

    /** The names under a key that maps names to settings; see {@link #text} for the settings of each. */
    public Set<String> names(String parent, String leaf) {
        look(parent)
                .ifPresent(found -> problems.add(Problem.value(
                        parent, found, "must map each name to its settings, as \"name:\" and below it the settings")));
        known.add(parent);
        return sources.children(parent, leaf);
    }

    /**
     * A secret from {@code key}, or from the first line of the file that {@code key-file} names; empty, with a problem on record,
     * where neither or both are set and it is required.
     */
    public Secret secret(String key, boolean required) {
        Optional<Found> value = look(key);
        noteHidden(key, value);
        String fileKey = key + "-file";
        Optional<Path> file = path(fileKey, "");
        if (value.isPresent() && file.isPresent()) {
            problems.add(Problem.hidden(key, value.get(), "give it or " + fileKey + ", not both"));
        } else if (file.isPresent()) {
            return new Secret(firstLine(fileKey, file.get()));
        } else if (value.isEmpty() && required) {
            problems.add(
                    Problem.plain(key, "is required: the secret itself, or " + fileKey + " with a file that holds it"));
        }
        return new Secret(value.map(Found::text).orElse(""));
    }

    /** Text that is never shown; empty where it is not set. */
    public Secret hidden(String key) {
        Optional<Found> value = look(key);
        noteHidden(key, value);
        return new Secret(value.map(Found::text).orElse(""));
    }

    /** Whether the key is set anywhere. */
    public boolean isSet(String key) {
        return look(key).isPresent();
    }

    /** Puts a problem of a feature on record: {@code key} has a value that only the feature can tell to be wrong. */
    public void refuse(String key, String allowed) {
        problems.add(look(key)
                .map(found -> Problem.value(key, found, allowed))
                .orElseGet(() -> Problem.plain(key, allowed)));
    }

    /** As {@link #refuse}, for a value that must not be shown. */
    public void refuseSecret(String key, String allowed) {
        problems.add(look(key)
                .map(found -> Problem.hidden(key, found, allowed))
                .orElseGet(() -> Problem.plain(key, allowed)));
    }

    /** Every setting asked for so far, in that order, as in effect. */
    public List<Setting> effective() {
        return List.copyOf(asked.values());
    }

    /** What every setting asked for so far was, to be compared with another reading. */
    public SettingValues values() {
        return new SettingValues(values);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException if there was any problem, or anything is set that nobody asked for
     */
    public void check() {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(sources.unknown(known));
        if (!all.isEmpty()) {
            throw new ConfigException(all);
        }
    }

    private Optional<Found> one(String key, String fallback, String allowed) {
        Optional<Found> found = look(key);
        if (found.isPresent() && found.get().values().size() != 1) {
            problems.add(Problem.value(key, found.get(), "must be one value, not a list"));
            found = Optional.empty();
        }
        note(key, fallback, allowed, found.map(Found::text).orElse(fallback), found);
        return found;
    }

    private Optional<Found> look(String key) {
        known.add(key);
        return sources.find(key)
                .map(found ->
                        new Found(found.values().stream().map(String::strip).toList(), found.source()));
    }

    private void note(String key, String fallback, String allowed, String value, Optional<Found> found) {
        asked.put(key, new Setting(key, value, found.map(Found::source).orElse("default"), fallback, allowed));
        values.put(key, new Secret(value));
    }

    private void noteHidden(String key, Optional<Found> found) {
        note(key, "", "any text; never shown", found.isPresent() ? "[secret]" : "", found);
        values.put(key, new Secret(found.map(Found::text).orElse("")));
    }

    private String firstLine(String key, Path file) {
        try {
            if (Files.size(file) > MAX_SECRET_BYTES) {
                refuse(key, "must name a file of at most " + MAX_SECRET_BYTES + " bytes");
                return "";
            }
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            refuse(key, "must name a file that can be read");
            return "";
        }
    }
}
