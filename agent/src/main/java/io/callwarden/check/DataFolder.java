package io.callwarden.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder in which the agent keeps its data: whether it can write there, and how much. Writes a file of no bytes and removes it. */
public final class DataFolder {
    private static final long MEGABYTE = 1 << 20;
    /** A year of a small company, with room for the database to tidy up. */
    private static final long GOOD = 1024 * MEGABYTE;

    private static final long NEEDED = 100 * MEGABYTE;

    private final Path folder;

    public DataFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        try {
            Files.delete(Files.createTempFile(there, ".callwarden-check", ""));
            findings.add(
                    there.equals(folder)
                            ? Finding.ok("data-dir %s can be written by %s; it belongs to %s"
                                    .formatted(folder, System.getProperty("user.name"), Files.getOwner(folder)))
                            : Finding.ok("data-dir %s is not there yet; the agent can make it".formatted(folder)));
            findings.add(room(there.toFile().getUsableSpace()));
        } catch (IOException e) {
            findings.add(Finding.fail(
                    "data-dir %s cannot be written by %s (%s): give it to the user of the agent, or set another data-dir"
                            .formatted(folder, System.getProperty("user.name"), e)));
        }
        return findings;
    }

    /** What that many free bytes mean. */
    static Finding room(long bytes) {
        String free = "%d MiB are free for data-dir".formatted(bytes / MEGABYTE);
        if (bytes < NEEDED) {
            return Finding.fail(free + ": make room, the database needs at least %d".formatted(NEEDED / MEGABYTE));
        }
        return bytes < GOOD
                ? Finding.warn(free + ": that may last for some weeks; %d are better".formatted(GOOD / MEGABYTE))
                : Finding.ok(free);
    }
}
