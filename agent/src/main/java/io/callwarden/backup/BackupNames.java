package io.callwarden.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How backups are called: what for and of when, so that a listing of the folder is in their order. */
public final class BackupNames {
    /** What all of them end with: SQL, compressed. */
    public static final String SUFFIX = ".sql.gz";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("callwarden-(.*-)?(\\d{8}T\\d{6}Z)\\.sql\\.gz");
    private static final String DAILY = "callwarden-daily-";
    private static final String BEFORE_SCHEMA = "callwarden-before-schema-";

    private BackupNames() {}

    /** One that somebody asked for. */
    public static String of(Instant now) {
        return "callwarden-" + time(now) + SUFFIX;
    }

    static String daily(Instant now) {
        return DAILY + time(now) + SUFFIX;
    }

    /** One of before the tables were changed. */
    public static String beforeSchema(String version, Instant now) {
        return BEFORE_SCHEMA + version + "-" + time(now) + SUFFIX;
    }

    static String time(Instant now) {
        return TIME.format(now);
    }

    static List<Path> allDaily(Path folder) throws IOException {
        return all(folder, DAILY);
    }

    /** Of before changes of the tables, latest first. */
    public static List<Path> allBeforeSchema(Path folder) throws IOException {
        return all(folder, BEFORE_SCHEMA);
    }

    /** The latest of any kind. */
    static Optional<Path> latest(Path folder) throws IOException {
        return all(folder, "callwarden-").stream().findFirst();
    }

    /** When the backup of that name was begun; the name must be one of ours. */
    static Instant madeAt(Path file) {
        return timeOf(file).orElseThrow();
    }

    private static List<Path> all(Path folder, String prefix) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*" + SUFFIX)) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && timeOf(file).isPresent()) {
                    found.add(file);
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        found.sort(Comparator.comparing(BackupNames::madeAt).reversed());
        return found;
    }

    private static Optional<Instant> timeOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TIME.parse(name.group(2), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
