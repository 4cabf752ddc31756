package io.callwarden.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a database file was once safely written, kept beside it. H2 opens a file that lost its end as if nothing had been there: only
 * this tells.
 *
 * @param created by which the file is known from others of the same name
 * @param version of the newest state that was safe on the disk
 * @param at when that was
 */
record DurableMark(String created, long version, Instant at) {
    private static final Pattern TEXT =
            Pattern.compile("created=([0-9a-f]{1,16}) version=(\\d{1,18}) at=(\\S{1,40})\\s*");

    /** Empty where none was written, or none that can be understood: a power cut can leave it empty. */
    static Optional<DurableMark> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher text = TEXT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (!text.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new DurableMark(text.group(1), Long.parseLong(text.group(2)), Instant.parse(text.group(3))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** In the place of what was there; whole wherever it is seen. */
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, "created=%s version=%d at=%s\n".formatted(created, version, at));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
