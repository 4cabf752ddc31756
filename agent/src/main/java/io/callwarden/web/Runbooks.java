package io.callwarden.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What to do about each alert: the Markdown files of docs/runbooks, by the name of the alert. Read when first asked for. Thread-safe. */
final class Runbooks {
    private static final String FOLDER = "/runbooks/";
    private static final String SUFFIX = ".md";

    private Map<String, String> texts;

    private Runbooks() {}

    /** Those that are packaged with the agent. */
    static Runbooks packaged() {
        return new Runbooks();
    }

    /** Names, in alphabetical order. */
    Set<String> names() {
        return texts().keySet();
    }

    /** Markdown of one. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts().get(name));
    }

    private synchronized Map<String, String> texts() {
        if (texts == null) {
            texts = read();
        }
        return texts;
    }

    private static Map<String, String> read() {
        URL folder = Runbooks.class.getResource(FOLDER);
        if (folder == null) {
            return Map.of();
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot read " + folder, e);
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    texts.put(
                            name.substring(0, name.length() - SUFFIX.length()),
                            Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
