package io.callwarden.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes strings of bytes, and gives the same string again for the same bytes: unique ids, channels and queues come hundreds of times.
 * Holds a fixed number of short ASCII strings; a new one takes the place of an old one. One thread.
 */
final class StringPool {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WAYS = 4;
    private static final int LONGEST = 64;
    /** The sign bit of each of eight bytes: none is set in ASCII. */
    private static final long NOT_ASCII = 0x8080808080808080L;

    private final String[] strings;
    /** The bytes of each string, at the place of its number times {@link #LONGEST}. */
    private final byte[] keys;

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
        keys = new byte[groups * WAYS * LONGEST];
        hashes = new int[groups * WAYS];
    }

    /** UTF-8, or ISO-8859-1 where the bytes are not UTF-8. */
    String string(byte[] bytes, int off, int length) {
        if (length <= 0) {
            return "";
        }
        long mixed = length;
        long all = 0;
        int end = off + length;
        int at = off;
        for (; at + 8 <= end; at += 8) {
            long word = (long) LONG.get(bytes, at);
            all |= word;
            mixed = (mixed ^ word) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        if (at < end) {
            long word = rest(bytes, at, end);
            all |= word;
            mixed = (mixed ^ word) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        if ((all & NOT_ASCII) != 0) {
            return decode(bytes, off, length);
        }
        return length > LONGEST
                ? new String(bytes, off, length, StandardCharsets.ISO_8859_1)
                : pooled(bytes, off, length, (int) mixed);
    }

    /** Less than eight bytes, zeros behind them. */
    private static long rest(byte[] bytes, int at, int end) {
        if (at + 8 <= bytes.length) {
            return (long) LONG.get(bytes, at) & (1L << (end - at << 3)) - 1;
        }
        long word = 0;
        for (int i = end - 1; i >= at; i--) {
            word = word << 8 | bytes[i] & 0xFF;
        }
        return word;
    }

    private String pooled(byte[] bytes, int off, int length, int hash) {
        int first = (hash >>> 8 & groups - 1) * WAYS;
        for (int slot = first; slot < first + WAYS; slot++) {
            if (hashes[slot] == hash && strings[slot] != null && same(slot, bytes, off, length)) {
                return strings[slot];
            }
        }
        String made = new String(bytes, off, length, StandardCharsets.ISO_8859_1);
        int slot = first + (victim++ & WAYS - 1);
        strings[slot] = made;
        System.arraycopy(bytes, off, keys, slot * LONGEST, length);
        hashes[slot] = hash;
        return made;
    }

    private boolean same(int slot, byte[] bytes, int off, int length) {
        if (strings[slot].length() != length) {
            return false;
        }
        int key = slot * LONGEST;
        int at = 0;
        for (; at + 8 <= length; at += 8) {
            if ((long) LONG.get(keys, key + at) != (long) LONG.get(bytes, off + at)) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (keys[key + at] != bytes[off + at]) {
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
