package io.callwarden.run;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * How a run of the agent stood when it was last known to live.
 *
 * @param alive when that was
 * @param stopped whether it was stopped; else it was killed, or the machine went down under it
 * @param heard until when each PBX was heard, by the PBX's clock
 */
public record LastRun(Instant alive, boolean stopped, Map<String, Instant> heard) {
    /** Its file in the data directory. */
    public static final String FILE = "last-run";

    private static final String HEARD = "heard.";

    public LastRun {
        heard = Map.copyOf(heard);
    }

    /** Empty where there was none, or where a power cut left nothing that can be understood. */
    static Optional<LastRun> read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties text = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            text.load(reader);
            Map<String, Instant> heard = new HashMap<>();
            for (String key : text.stringPropertyNames()) {
                if (key.startsWith(HEARD)) {
                    heard.put(key.substring(HEARD.length()), Instant.parse(text.getProperty(key)));
                }
            }
            Instant alive = Instant.parse(text.getProperty("alive", ""));
            return Optional.of(new LastRun(alive, Boolean.parseBoolean(text.getProperty("stopped")), heard));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** In the place of what was there; whole wherever it is seen. */
    void write(Path directory) throws IOException {
        Properties text = new Properties();
        text.setProperty("alive", alive.toString());
        text.setProperty("stopped", Boolean.toString(stopped));
        heard.forEach((pbx, until) -> text.setProperty(HEARD + pbx, until.toString()));
        Path fresh = directory.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            text.store(writer, null);
        }
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
