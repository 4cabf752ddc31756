package io.callwarden.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds which of a fixed list of names stands in a byte array, ignoring the case of ASCII letters and without making a string. Names are
 * compared eight bytes at a time. Immutable.
 */
final class ByteNames {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Sets the bit in which {@code A} and {@code a} differ. */
    private static final long LOWER_CASE = 0x2020202020202020L;

    private final int shift;
    private final int mask;
    private final short[] slots;
    private final long[] heads;
    private final long[] tails;
    private final byte[][] names;

    /** Position in the list is what {@link #find} answers; an empty name is never found. */
    ByteNames(List<String> list) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(8, list.size() * 2));
        shift = 64 - bits;
        mask = (1 << bits) - 1;
        slots = new short[mask + 1];
        Arrays.fill(slots, (short) -1);
        heads = new long[list.size()];
        tails = new long[list.size()];
        names = new byte[list.size()][];
        for (int i = 0; i < names.length; i++) {
            add(i, list.get(i).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void add(int index, byte[] name) {
        if (find(name, 0, name.length) >= 0) {
            throw new IllegalArgumentException("listed twice: " + new String(name, StandardCharsets.US_ASCII));
        }
        names[index] = name;
        if (name.length == 0) {
            return;
        }
        heads[index] = head(name, 0, name.length);
        tails[index] = tail(name, 0, name.length);
        int slot = slot(heads[index], tails[index], name.length);
        while (slots[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = (short) index;
    }

    /** Position in the list of the name in {@code bytes[off, off + length)}, -1 where it is not in the list. */
    int find(byte[] bytes, int off, int length) {
        if (length <= 0) {
            return -1;
        }
        long head = head(bytes, off, length);
        long tail = tail(bytes, off, length);
        for (int slot = slot(head, tail, length); slots[slot] >= 0; slot = (slot + 1) & mask) {
            int index = slots[slot];
            if (heads[index] == head
                    && tails[index] == tail
                    && names[index].length == length
                    && (length <= 16 || middleEquals(names[index], bytes, off))) {
                return index;
            }
        }
        return -1;
    }

    private int slot(long head, long tail, int length) {
        return (int) ((head * 0x9E3779B97F4A7C15L + (tail ^ length) * 0xC2B2AE3D27D4EB4FL) >>> shift);
    }

    private static boolean middleEquals(byte[] name, byte[] bytes, int off) {
        for (int i = 8; i < name.length - 8; i++) {
            if ((name[i] | 0x20) != (bytes[off + i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** The first eight bytes, zeros behind a shorter name. */
    static long head(byte[] bytes, int off, int length) {
        if (off + 8 <= bytes.length) {
            long word = (long) LONG.get(bytes, off) | LOWER_CASE;
            return length >= 8 ? word : word & ((1L << (length << 3)) - 1);
        }
        long word = 0;
        for (int i = Math.min(length, 8) - 1; i >= 0; i--) {
            word = word << 8 | (bytes[off + i] | 0x20) & 0xFF;
        }
        return word;
    }

    /** The last eight bytes, overlapping the head of a name of less than sixteen; 0 where the head is all. */
    static long tail(byte[] bytes, int off, int length) {
        return length <= 8 ? 0 : (long) LONG.get(bytes, off + length - 8) | LOWER_CASE;
    }
}
