package io.callwarden.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The recordings that come with the simulator: scripted scenarios on real Asterisks, each with the truth as the phones and callers
 * themselves saw it. A name is {@code asterisk-22.10/queue_abandoned}: the Asterisk's version and the scenario.
 */
public final class Recordings {

    private static final String FOLDER = "/recordings/";

    private Recordings() {}

    /** The names of all of them, sorted. */
    public static List<String> names() {
        return text(FOLDER + "index.txt").lines().toList();
    }

    /**
     * Reads a bundled recording.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Recording read(String name) {
        try (InputStream raw = open(known(name) + ".ami")) {
            return Recording.read(name, raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What truly happened in a bundled recording: a JSON object with {@code calls}, see {@code recordings/README.md}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static String truth(String name) {
        return text(known(name) + ".json");
    }

    private static String known(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("no bundled recording is named \"" + name + "\"; there are: " + names());
        }
        return FOLDER + name;
    }

    private static String text(String resource) {
        try (InputStream raw = open(resource)) {
            return new String(raw.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream raw = Recordings.class.getResourceAsStream(resource);
        if (raw == null) {
            throw new IOException("resource " + resource + " is missing from the simulator's jar");
        }
        return raw;
    }
}
