package io.callwarden.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what an earlier process left in the directory of a spool, and says what of it cannot be read. */
final class Recovery {
    static final String SUFFIX = ".spool";

    /** Of files that are kept for somebody to look at; no spool reads them again. */
    static final String DAMAGED = ".damaged";

    static final String FOREIGN = ".foreign";

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final Path directory;
    private final int format;
    private final List<Segment> segments = new ArrayList<>();
    private long lastNumber;

    private Recovery(Path directory, int format) {
        this.directory = directory;
        this.format = format;
    }

    static Recovery of(Path directory, int format) throws IOException {
        Recovery recovery = new Recovery(directory, format);
        List<Path> files = recovery.files();
        for (Path file : files) {
            recovery.recover(file, file.equals(files.get(files.size() - 1)));
        }
        return recovery;
    }

    /** The oldest first. */
    List<Segment> segments() {
        return segments;
    }

    /** No file of the directory has a higher one. */
    long lastNumber() {
        return lastNumber;
    }

    static Path file(Path directory, long number) {
        return directory.resolve("%016d%s".formatted(number, SUFFIX));
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("\\d{16}" + SUFFIX + ".*")) {
                    lastNumber = Math.max(lastNumber, Long.parseLong(name.substring(0, 16)));
                }
                if (name.matches("\\d{16}" + SUFFIX)) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private void recover(Path file, boolean last) throws IOException {
        String written = Segment.format(file);
        if (written.equals(Integer.toString(format))) {
            add(file, last);
        } else if (last && written.isEmpty()) {
            log.info("The spool file {} was begun when the agent was killed; there was nothing in it yet", file);
            Files.delete(file);
        } else {
            log.error(
                    "The spool file {} is kept aside as {} and not read: its format is \"{}\", and this version reads format {} only; run the"
                            + " version that wrote it, under the name it had, to get its records into the database",
                    file,
                    Segment.putAside(file, FOREIGN).getFileName(),
                    written,
                    format);
        }
    }

    private void add(Path file, boolean last) throws IOException {
        Segment segment = Segment.recover(file, format);
        long beyond = segment.beyond();
        if (beyond > 0 && last && segment.isTorn()) {
            log.warn(
                    "The last record of the spool file {} was cut short ({} bytes) when the agent was killed or the power failed; the {} before it"
                            + " are whole",
                    file,
                    beyond,
                    segment.waiting());
        } else if (beyond > 0) {
            segment.keep();
            log.error(
                    "The spool file {} is damaged behind byte {}: {} records before are read, what is in its last {} bytes is not; it is kept as {}{}"
                            + " when those are in the database. Check the disk, and report this with the log",
                    file,
                    segment.end(),
                    segment.waiting(),
                    beyond,
                    file.getFileName(),
                    DAMAGED);
        }
        if (segment.waiting() > 0) {
            segments.add(segment);
        } else {
            segment.end(DAMAGED);
        }
    }
}
