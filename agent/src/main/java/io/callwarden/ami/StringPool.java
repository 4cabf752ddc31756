package io.callwarden.ami;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes strings of bytes, and gives the same string again for the same bytes: unique ids, channels and queues come hundreds of times.
 * Holds a fixed number of short ASCII strings; a new one takes the place of an old one. One thread.
 */
final class StringPool {
    private static final int WAYS = 4;
    private static final int LONGEST = 64;

    private final String[] strings;
    private final int[] hashes;
    private final int groups;
    private int victim;

    /** Room for {@code groups * 4} strings; {@code groups} is a power of two. */
    StringPool(int groups) {
        if (Integer.bitCount(groups) != 1) {
            throw new IllegalArgumentException("not a power of two: " + groups);
        }
        this.groups = groups;
        strings = new String[groups * WAYS];
        hashes = new int[groups * WAYS];
    }

    /** UTF-8, or ISO-8859-1 where the bytes are not UTF-8. */
    String string(byte[] bytes, int off, int length) {
        if (length <= 0) {
            return "";
        }
        int hash = length;
        int all = 0;
        for (int i = off; i < off + length; i++) {
            hash = hash * 31 + bytes[i];
            all |= bytes[i];
        }
        if (all < 0) {
            return decode(bytes, off, length);
        }
        if (length > LONGEST) {
            return new String(bytes, off, length, StandardCharsets.ISO_8859_1);
        }
        return pooled(bytes, off, length, hash * 0x9E3779B9);
    }

    private String pooled(byte[] bytes, int off, int length, int hash) {
        int first = (hash >>> 16 & groups - 1) * WAYS;
        for (int slot = first; slot < first + WAYS; slot++) {
            String known = strings[slot];
            if (known != null && hashes[slot] == hash && same(known, bytes, off, length)) {
                return known;
            }
        }
        String made = new String(bytes, off, length, StandardCharsets.ISO_8859_1);
        int slot = first + (victim++ & WAYS - 1);
        strings[slot] = made;
        hashes[slot] = hash;
        return made;
    }

    private static boolean same(String known, byte[] bytes, int off, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[off + i]) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes, int off, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, off, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, off, length, StandardCharsets.ISO_8859_1);
        }
    }
}
