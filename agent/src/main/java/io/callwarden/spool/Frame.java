package io.callwarden.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How a record lies in a file: its length, the checksum of all that follows, the time in milliseconds, the bytes.
 *
 * <pre>
 * | length 4 | CRC32C 4 | time 8 | bytes … |
 * </pre>
 */
final class Frame {
    /** What a record takes beside its bytes. */
    static final int OVERHEAD = 16;

    /** A length beyond this was never written. */
    static final int LONGEST = 16 << 20;

    private static final int TIME = 8;

    private Frame() {}

    static long size(List<SpoolRecord> records) {
        return records.stream()
                .mapToLong(record -> OVERHEAD + record.bytes().length)
                .sum();
    }

    static ByteBuffer of(List<SpoolRecord> records) {
        ByteBuffer frames = ByteBuffer.allocate(Math.toIntExact(size(records)));
        for (SpoolRecord record : records) {
            int start = frames.position();
            frames.putInt(record.bytes().length).putInt(0);
            frames.putLong(record.at().toEpochMilli()).put(record.bytes());
            frames.putInt(start + Integer.BYTES, checksum(frames.array(), start + TIME, frames.position()));
        }
        return frames.flip();
    }

    private static int checksum(byte[] bytes, int from, int until) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, until - from);
        return (int) checksum.getValue();
    }

    /** The record there; null where there is none that is whole. */
    static SpoolRecord read(FileChannel file, long position, long end) throws IOException {
        if (end - position < OVERHEAD) {
            return null;
        }
        int length = readFully(file, position, Integer.BYTES).getInt();
        if (length < 0 || length > LONGEST || end - position < OVERHEAD + (long) length) {
            return null;
        }
        ByteBuffer rest = readFully(file, position + Integer.BYTES, OVERHEAD - Integer.BYTES + length);
        int checksum = rest.getInt();
        if (checksum != checksum(rest.array(), Integer.BYTES, rest.limit())) {
            return null;
        }
        Instant at = Instant.ofEpochMilli(rest.getLong());
        byte[] bytes = new byte[length];
        rest.get(bytes);
        return new SpoolRecord(at, bytes);
    }

    /** The time alone of the record there. */
    static Instant time(FileChannel file, long position) throws IOException {
        return Instant.ofEpochMilli(readFully(file, position + TIME, Long.BYTES).getLong());
    }

    /**
     * Whether what lies from a position on, where no whole record is, can be what is left of writing that was cut short: too little for a record, one
     * that the file ends within or with, or nothing but zeros. Anything else was written whole and changed later.
     */
    static boolean isTorn(FileChannel file, long position, long end) throws IOException {
        if (end - position < OVERHEAD) {
            return true;
        }
        int length = readFully(file, position, Integer.BYTES).getInt();
        return length > 0 && length <= LONGEST && position + OVERHEAD + length >= end || isZero(file, position, end);
    }

    private static boolean isZero(FileChannel file, long from, long end) throws IOException {
        for (long at = from; at < end; at += 8192) {
            ByteBuffer some = readFully(file, at, (int) Math.min(8192, end - at));
            while (some.hasRemaining()) {
                if (some.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    static ByteBuffer readFully(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("The file ends at " + (position + bytes.position()));
            }
        }
        return bytes.flip();
    }
}
