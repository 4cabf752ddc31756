package io.callwarden.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks for bytes in a byte array, eight at a time. */
final class ByteSearch {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private ByteSearch() {}

    /** Index of the first {@code wanted} in {@code [from, end)}, -1 where there is none. */
    static int indexOf(byte[] bytes, byte wanted, int from, int end) {
        long pattern = (wanted & 0xFFL) * ONES;
        int at = from;
        for (int last = end - 8; at <= last; at += 8) {
            long word = (long) LONG.get(bytes, at) ^ pattern;
            // The lowest bit set marks the first byte that became zero; higher ones may be wrong, and are not looked
            // at.
            long zero = (word - ONES) & ~word & HIGH;
            if (zero != 0) {
                return at + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        for (; at < end; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** True if {@code bytes[from, end)} begins with {@code prefix}. */
    static boolean startsWith(byte[] bytes, int from, int end, byte[] prefix) {
        return matching(bytes, from, end, prefix) == prefix.length;
    }

    /** How many bytes at {@code from} are those of {@code prefix}; -1 as soon as one differs. */
    static int matching(byte[] bytes, int from, int end, byte[] prefix) {
        int length = Math.min(prefix.length, end - from);
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return -1;
            }
        }
        return length;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
