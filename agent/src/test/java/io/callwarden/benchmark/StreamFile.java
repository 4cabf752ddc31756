package io.callwarden.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A stream of events on disk that a {@link StreamServer} sends, and what is known of it.
 *
 * @param file the raw events, from the first byte of one to the last byte of another
 * @param events how many there are
 * @param calls how many calls end in it
 */
record StreamFile(Path file, long events, int calls) {
    long bytes() throws IOException {
        return Files.size(file);
    }

    /** The calls in it, where that was worked out. */
    Marks truth() throws IOException {
        return Marks.read(beside(file, ".truth"));
    }

    static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    void writeFacts() throws IOException {
        Properties facts = new Properties();
        facts.setProperty("events", Long.toString(events));
        facts.setProperty("calls", Integer.toString(calls));
        try (OutputStream out = Files.newOutputStream(beside(file, ".properties"))) {
            facts.store(out, null);
        }
    }

    static StreamFile read(Path file) throws IOException {
        Properties facts = new Properties();
        try (InputStream in = Files.newInputStream(beside(file, ".properties"))) {
            facts.load(in);
        }
        return new StreamFile(
                file, Long.parseLong(facts.getProperty("events")), Integer.parseInt(facts.getProperty("calls")));
    }
}
