package io.callwarden.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of facts and subjects that fit into their columns and stay different from each other. */
final class Names {
    private static final int DIGEST = 32;

    private Names() {}

    /** The name itself; where it is too long, its beginning and a digest of all of it. */
    static String fitting(String name, int longest) {
        String plain = name.indexOf('\0') < 0 ? name : name.replace('\0', '\uFFFD');
        return plain.length() <= longest ? plain : plain.substring(0, longest - DIGEST) + digest(name);
    }

    private static String digest(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
