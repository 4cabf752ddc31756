package io.callwarden.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** Reads what lies in Asterisk's folder. Changes nothing. */
public final class AsteriskFolder {
    /** Where Asterisk's configuration lies unless somebody decided otherwise. */
    public static final String USUAL = "/etc/asterisk";

    private static final int MOST_FILES = 200;

    private final Path folder;

    public AsteriskFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Reads it; throws SetupException where there is no Asterisk or it may not be read. */
    AsteriskFacts read() {
        Path manager = folder.resolve("manager.conf");
        if (!Files.isRegularFile(manager)) {
            throw new SetupException(
                    "No manager.conf in %s: name the folder of Asterisk's configuration with --asterisk-dir"
                            .formatted(folder));
        }
        List<ConfigFile> files = new ArrayList<>();
        try {
            read(manager, files);
            return new AsteriskFacts(
                    folder,
                    Flavour.of(folder.getParent(), Files::exists),
                    files,
                    bytes(folder.resolve(Flavour.CUSTOM_FILE)),
                    text(folder.resolve(ManagerFile.PATH)));
        } catch (IOException e) {
            throw new SetupException("Asterisk's configuration cannot be read (%s): run setup as root".formatted(e), e);
        }
    }

    private void read(Path file, List<ConfigFile> files) throws IOException {
        boolean known = files.stream().anyMatch(each -> each.path().equals(file.toString()));
        if (known || files.size() >= MOST_FILES || !Files.isRegularFile(file)) {
            return;
        }
        ConfigFile parsed = ConfigFile.parse(file.toString(), text(file));
        files.add(parsed);
        for (String include : parsed.includes()) {
            for (Path included : included(include)) {
                read(included, files);
            }
        }
    }

    private List<Path> included(String include) throws IOException {
        Path path = folder.resolve(include.startsWith(USUAL + "/") ? include.substring(USUAL.length() + 1) : include);
        Path parent = path.getParent();
        String name = path.getFileName().toString();
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        PathMatcher matcher = path.getFileSystem().getPathMatcher("glob:" + name);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent)) {
            all.forEach(each -> {
                if (matcher.matches(each.getFileName())) {
                    found.add(each);
                }
            });
        }
        found.sort(null);
        return found;
    }

    private static String text(Path file) throws IOException {
        byte[] bytes = bytes(file);
        // Names in comments may be of any encoding; what matters here is ASCII.
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }
}
