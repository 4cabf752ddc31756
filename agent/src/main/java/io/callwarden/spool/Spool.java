package io.callwarden.spool;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue on disk. It is a row of files: to the newest is appended, from the oldest is read, and a file is deleted when all that was in it is
 * removed. A record that was read and not removed comes again after a restart, and so may some that were removed shortly before.
 * One thread appends, one reads and removes; its figures may be read from any, and never wait for the disk.
 */
public final class Spool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    /** Small enough for the bound to be kept well, and for little to come twice after a crash. */
    private static final long SEGMENT = 4 << 20;

    private final Path directory;
    private final long mostBytes;
    private final int format;
    private final FileChannel lock;

    private final Deque<Segment> segments = new ArrayDeque<>();
    /** The newest, where it may be appended to; null where the next record begins another. */
    private Segment active;

    private boolean appending;
    private boolean closed;
    private long nextNumber;
    private long damaged;

    private Spool(Path directory, long mostBytes, int format, FileChannel lock) throws IOException {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.format = format;
        this.lock = lock;
        Recovery recovery = Recovery.of(directory, format);
        segments.addAll(recovery.segments());
        nextNumber = recovery.lastNumber() + 1;
    }

    /**
     * Opens the spool of a directory, which is made where it is missing, and finds what is in it.
     *
     * @param mostBytes how large its files may become together
     * @param format number of the form of the records; files of another are put aside
     * @throws SpoolInUseException if another process has it
     */
    public static Spool open(Path directory, long mostBytes, int format) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel lock = lock(directory);
        try {
            return new Spool(directory, mostBytes, format, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel file = FileChannel.open(
                directory.resolve("lock"),
                Set.of(CREATE, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("Locked within this process", e);
        }
        file.close();
        throw new SpoolInUseException(
                "Another agent uses the spool in " + directory + "; give each agent a data-dir of its own");
    }

    /**
     * Puts records in, all or none. When this returns they survive a power cut.
     *
     * @throws SpoolFullException if there is no room for them
     */
    public void append(List<SpoolRecord> records) throws IOException {
        ByteBuffer frames = Frame.of(records);
        int length = frames.remaining();
        Segment old = begin(length);
        Segment segment = old;
        boolean done = false;
        try {
            if (segment == null) {
                segment = Segment.create(Recovery.file(directory, nextNumber()), format);
                forceDirectory();
            }
            segment.append(frames);
            done = true;
        } finally {
            ended(segment, old == null, done ? records : List.of(), length);
        }
    }

    private synchronized Segment begin(int length) throws IOException {
        if (closed) {
            throw new IOException("The spool in " + directory + " is closed");
        }
        if (bytes() + length > mostBytes) {
            throw new SpoolFullException("The spool in %s is full (%d of %d MB)"
                    .formatted(directory, bytes() + 500_000 >> 20, mostBytes >> 20));
        }
        if (active != null && active.size() + length > SEGMENT) {
            active = null;
        }
        appending = true;
        return active;
    }

    private synchronized long nextNumber() {
        return nextNumber++;
    }

    private void ended(Segment segment, boolean fresh, List<SpoolRecord> written, int length) {
        boolean done = !written.isEmpty();
        synchronized (this) {
            appending = false;
            if (done) {
                segment.added(written.size(), length, written.get(0).at());
                if (fresh) {
                    segments.add(segment);
                }
            }
            // Where writing failed nobody knows what the disk holds: what comes next goes to another file.
            active = done ? segment : null;
        }
        if (!done && segment != null) {
            undo(segment, fresh);
        }
    }

    private static void undo(Segment segment, boolean fresh) {
        try {
            if (fresh) {
                segment.end(Recovery.DAMAGED);
            } else {
                segment.cut();
            }
        } catch (IOException e) {
            log.debug(
                    "What was written in part stays in {}, and is found when the spool is opened again",
                    segment.file(),
                    e);
        }
    }

    private void forceDirectory() throws IOException {
        try (FileChannel names = FileChannel.open(directory, READ)) {
            names.force(true);
        }
    }

    /** The oldest records, which stay until {@link #remove}; empty where there are none. A file that cannot be read is put aside, and said. */
    public List<SpoolRecord> read(int atMost) {
        while (true) {
            Segment head;
            long until;
            synchronized (this) {
                head = closed ? null : head();
                until = head == null ? 0 : head.end();
            }
            deleteEmptied();
            if (head == null) {
                return List.of();
            }
            try {
                return head.read(atMost, until);
            } catch (IOException e) {
                putAside(head, e);
            }
        }
    }

    /** Removes what was read last. */
    public void remove() {
        Segment head;
        synchronized (this) {
            head = closed ? null : head();
        }
        if (head != null) {
            try {
                removeFrom(head);
                deleteEmptied();
            } catch (IOException e) {
                putAside(head, e);
            }
        }
    }

    private void removeFrom(Segment head) throws IOException {
        while (true) {
            long until;
            synchronized (this) {
                until = head.end();
            }
            Instant next = head.nextTime(until);
            synchronized (this) {
                // Something may have been appended since it was looked.
                if (next != null || head.end() == until) {
                    head.remove(next);
                    return;
                }
            }
        }
    }

    /** The first with something in it. */
    private Segment head() {
        for (Segment segment : segments) {
            if (segment.waiting() > 0) {
                return segment;
            }
        }
        return null;
    }

    private void putAside(Segment head, IOException e) {
        int lost;
        synchronized (this) {
            if (closed) {
                return;
            }
            lost = head.waiting();
            damaged += lost;
            segments.remove(head);
            active = active == head ? null : active;
        }
        head.keep();
        log.error(
                "The spool file {} cannot be read ({}): {} records in it do not come into the database; it is kept as {}{}. Check the disk, and"
                        + " report this with the log",
                head.file(),
                e.getMessage(),
                lost,
                head.file().getFileName(),
                Recovery.DAMAGED);
        end(head);
    }

    /** To be called by the reader when nothing came for a while: deletes also the file that is appended to, if all was removed from it. */
    public void tidy() {
        synchronized (this) {
            if (!appending && active != null && active.waiting() == 0) {
                active = null;
            }
        }
        deleteEmptied();
    }

    private void deleteEmptied() {
        List<Segment> emptied = new ArrayList<>();
        synchronized (this) {
            while (!segments.isEmpty()
                    && segments.peek() != active
                    && segments.peek().waiting() == 0) {
                emptied.add(segments.poll());
            }
        }
        emptied.forEach(Spool::end);
    }

    private static void end(Segment segment) {
        try {
            segment.end(Recovery.DAMAGED);
        } catch (IOException e) {
            log.warn(
                    "The spool file {} is done with and cannot be deleted ({}); delete it by hand",
                    segment.file(),
                    e.toString());
        }
    }

    /** How many records are in it. */
    public synchronized long waiting() {
        return segments.stream().mapToLong(Segment::waiting).sum();
    }

    /** When the oldest record in it came to be; null where there is none. */
    public synchronized Instant oldest() {
        Segment head = head();
        return head == null ? null : head.oldest();
    }

    /** What its files take on the disk. */
    public synchronized long bytes() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    /** Records in files that could not be read. */
    public synchronized long damaged() {
        return damaged;
    }

    public Path directory() {
        return directory;
    }

    /** Lets another process have it. What is in it stays. */
    @Override
    public void close() throws IOException {
        tidy();
        synchronized (this) {
            closed = true;
            for (Segment segment : segments) {
                segment.close();
            }
        }
        lock.close();
    }
}
