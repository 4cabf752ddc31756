package io.callwarden.store;

import io.callwarden.number.Spellings;
import io.callwarden.recovery.Customers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which numbers are hashed that are not to be kept: whoever has the database alone cannot find them by hashing all numbers
 * there are. It lies in a file beside the database, for its owner only. Immutable; any thread.
 */
final class NumberKey {
    /** Its file in the data directory. */
    static final String FILE = "number-key";

    private static final int BYTES = 32;
    private static final int SHOWN_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private NumberKey(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Reads it, or makes it where there is none.
     *
     * @throws StoreException where neither is possible
     */
    static NumberKey in(Path dataDir) {
        if (dataDir == null) {
            throw new StoreException("Numbers cannot be hashed without data-dir, in which their key lies", null);
        }
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return new NumberKey(HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    "The key of numbers cannot be read or made (%s): %s must hold %d hexadecimal digits and be readable for the agent's user"
                            .formatted(e, file, 2 * BYTES),
                    e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path fresh = Files.createTempFile(
                file.getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n", StandardCharsets.US_ASCII);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException anotherWasQuicker) {
            // Its key is as good, and is the one that counts.
            return;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The same for the same text, and for no other. */
    String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** Of a number in any spelling: as customers are compared, else of its digits. */
    String hash(Customers customers, String number) {
        return hash(customers.key(number).filter(key -> key.startsWith("+")).orElseGet(() -> plain(number)));
    }

    /** By which two keys are told apart, and which tells nothing of them. */
    String fingerprint() {
        return hash("fingerprint");
    }

    private static String plain(String number) {
        String digits = Spellings.digits(number);
        return digits.isEmpty() ? number.strip() : digits;
    }
}
