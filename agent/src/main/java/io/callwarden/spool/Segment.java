package io.callwarden.spool;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One file of a spool: a line that names the format, then {@link Frame records}. One thread appends, one reads; the spool sees to it that each knows of
 * what the other did.
 */
final class Segment implements Closeable {
    private static final String MAGIC = "callwarden-spool ";
    private static final int LONGEST_HEADER = 40;

    private final Path file;
    private final FileChannel channel;
    /** Up to where it was written and is safe. */
    private long end;

    /** Up to where it was taken out. */
    private long taken;

    private long endOfReading;
    private int waiting;
    private int reading;
    private Instant oldest;
    private boolean kept;

    private Segment(Path file, FileChannel channel, long begin) {
        this.file = file;
        this.channel = channel;
        this.end = begin;
        this.taken = begin;
    }

    /** A new file, for its owner only. */
    static Segment create(Path file, int format) throws IOException {
        byte[] header = (MAGIC + format + "\n").getBytes(StandardCharsets.US_ASCII);
        FileChannel channel = FileChannel.open(
                file,
                Set.of(CREATE_NEW, READ, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            write(channel, ByteBuffer.wrap(header), 0);
            return new Segment(file, channel, header.length);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** The format that the file's first line names; empty where it is not a whole first line of ours. */
    static String format(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            String start = StandardCharsets.US_ASCII
                    .decode(Frame.readFully(channel, 0, (int) Math.min(LONGEST_HEADER, channel.size())))
                    .toString();
            int line = start.indexOf('\n');
            return line < 0 || !start.startsWith(MAGIC) ? "" : start.substring(MAGIC.length(), line);
        }
    }

    /** What an earlier process left, as far as it is whole. Nothing is appended to it. */
    static Segment recover(Path file, int format) throws IOException {
        FileChannel channel = FileChannel.open(file, READ, WRITE);
        try {
            Segment segment = new Segment(
                    file, channel, MAGIC.length() + Integer.toString(format).length() + 1L);
            long size = channel.size();
            for (SpoolRecord record = Frame.read(channel, segment.end, size);
                    record != null;
                    record = Frame.read(channel, segment.end, size)) {
                segment.added(1, Frame.OVERHEAD + record.bytes().length, record.at());
            }
            return segment;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Bytes behind the last whole record. */
    long beyond() throws IOException {
        return channel.size() - end;
    }

    /** Whether they can be what is left of writing that was cut short. */
    boolean isTorn() throws IOException {
        return Frame.isTorn(channel, end, channel.size());
    }

    /** Writes records behind the last; when this returns they survive a power cut. To be followed by {@link #added}, or by {@link #cut}. */
    void append(ByteBuffer frames) throws IOException {
        write(channel, frames, end);
        channel.force(false);
    }

    void added(int records, long bytes, Instant first) {
        if (waiting == 0) {
            oldest = first;
        }
        waiting += records;
        end += bytes;
    }

    /** Takes away what was written in part. */
    void cut() throws IOException {
        channel.truncate(end);
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /**
     * The next records, and as they are read, to be followed by {@link #remove}.
     *
     * @param until up to where it may be read
     */
    List<SpoolRecord> read(int atMost, long until) throws IOException {
        List<SpoolRecord> records = new ArrayList<>(atMost);
        long position = taken;
        while (records.size() < atMost && position < until) {
            SpoolRecord record = Frame.read(channel, position, until);
            if (record == null && !records.isEmpty()) {
                break; // Those before it are whole.
            }
            if (record == null) {
                throw new IOException("The record at byte " + position + " is damaged");
            }
            records.add(record);
            position += Frame.OVERHEAD + record.bytes().length;
        }
        reading = records.size();
        endOfReading = position;
        return records;
    }

    /** When the first record came to be that was not read; null where all was. */
    Instant nextTime(long until) throws IOException {
        return endOfReading < until ? Frame.time(channel, endOfReading) : null;
    }

    /**
     * What was read last is done.
     *
     * @param next when the first record behind it came to be; null for none
     */
    void remove(Instant next) {
        taken = endOfReading;
        waiting -= reading;
        reading = 0;
        oldest = next;
    }

    long end() {
        return end;
    }

    long size() {
        return end;
    }

    int waiting() {
        return waiting;
    }

    Instant oldest() {
        return oldest;
    }

    /** From now on the file is kept when all was taken out. */
    void keep() {
        kept = true;
    }

    Path file() {
        return file;
    }

    /** Deletes the file, or puts it aside where it is to be kept. */
    void end(String suffix) throws IOException {
        channel.close();
        if (kept) {
            putAside(file, suffix);
        } else {
            Files.deleteIfExists(file);
        }
    }

    static Path putAside(Path file, String suffix) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + suffix);
        return Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
