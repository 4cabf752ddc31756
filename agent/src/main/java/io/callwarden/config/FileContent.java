package io.callwarden.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether a file that a setting names says the same as before. */
final class FileContent {
    private static final long MOST_BYTES = 10_000_000;

    private FileContent() {}

    /** The same for the same content; empty for what is no file to be read, such as a folder. */
    static String mark(Path path) {
        try {
            return Files.isRegularFile(path) && Files.size(path) <= MOST_BYTES ? digest(Files.readAllBytes(path)) : "";
        } catch (IOException e) {
            // Whoever needs the file says so.
            return "";
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has no SHA-256", e);
        }
    }
}
