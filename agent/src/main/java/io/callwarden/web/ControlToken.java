package io.callwarden.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which the agent knows the commands of its own machine: whoever can read its data directory may change what it keeps. 256 random bits,
 * other ones at each start, in a file that only its owner can read. Immutable; any thread.
 */
public final class ControlToken {
    /** Its file in the data directory. */
    public static final String FILE = "control-token";

    private static final String ADDRESS = "control-address";

    private static final Logger log = LoggerFactory.getLogger(ControlToken.class);
    private static final int BYTES = 32;
    private static final int MOST_CHARACTERS = 500;

    private final byte[] token;

    private ControlToken(String token) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    /** A new one, in the place of what was there. Where it cannot be written, commands cannot reach the agent, and the log says why. */
    public static ControlToken renew(Path dataDir) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try {
            write(dataDir, FILE, token);
        } catch (IOException e) {
            log.warn(
                    "Commands cannot change anything in this agent: its control token cannot be written to {} ({}); make data-dir writable and restart",
                    dataDir.resolve(FILE),
                    e.toString());
        }
        return new ControlToken(token);
    }

    private static void write(Path dataDir, String name, String line) throws IOException {
        if (!Files.isDirectory(dataDir)) {
            Files.createDirectories(
                    dataDir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        // Made for its owner only from the start, and whole wherever it is seen.
        Path fresh = Files.createTempFile(dataDir, name, ".new");
        try {
            Files.writeString(fresh, line + "\n", StandardCharsets.US_ASCII);
            Files.move(fresh, dataDir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The token of the agent that runs, or ran last, with this data directory.
     *
     * @return empty where none ever ran
     * @throws IOException where it may not be read
     */
    public static Optional<String> read(Path dataDir) throws IOException {
        return line(dataDir.resolve(FILE));
    }

    private static Optional<String> line(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            char[] text = new char[MOST_CHARACTERS];
            int length = Math.max(0, reader.read(text));
            return Optional.of(new String(text, 0, length).strip());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /**
     * Says where the agent can be reached, so that commands find it whatever the configuration says by then.
     *
     * @param url such as {@code http://127.0.0.1:9686}
     */
    public static void publish(Path dataDir, String url) {
        try {
            write(dataDir, ADDRESS, url);
        } catch (IOException e) {
            log.warn(
                    "Commands look for this agent where the configuration says: its address cannot be written to {} ({})",
                    dataDir.resolve(ADDRESS),
                    e.toString());
        }
    }

    /**
     * Where the agent can be reached that runs, or ran last, with this data directory.
     *
     * @return empty where none ever ran
     * @throws IOException where it may not be read
     */
    public static Optional<String> address(Path dataDir) throws IOException {
        return line(dataDir.resolve(ADDRESS));
    }

    /** Takes the same time wherever they differ. */
    boolean is(String shown) {
        return MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }
}
