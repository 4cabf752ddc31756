package io.callwarden.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A file system in memory of a few megabytes, to be filled; only root can mount one. */
public final class SmallDisk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final Path filler;

    private SmallDisk(Path directory) {
        this.directory = directory;
        this.filler = directory.resolve("filler");
    }

    public static SmallDisk mounted(int megabytes) throws IOException {
        Path directory = Files.createTempDirectory("callwarden-disk");
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "callwarden", directory.toString());
        if (!mounted) {
            Files.delete(directory);
        }
        Required.orSkipped(mounted, "A small disk cannot be mounted here: it takes root");
        return new SmallDisk(directory);
    }

    public Path directory() {
        return directory;
    }

    /** Leaves so much free. */
    public void fillUpTo(long bytesFree) throws IOException {
        long size = Files.getFileStore(directory).getUsableSpace() - bytesFree;
        Files.write(filler, new byte[Math.toIntExact(size)]);
    }

    public void makeRoom() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException {
        // A database that failed closes its file on a thread of its own.
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!run("umount", directory.toString())) {
            if (System.nanoTime() > end) {
                throw new IOException("Cannot unmount %s; open there: %s".formatted(directory, open()));
            }
            LockSupport.parkNanos(100_000_000);
        }
        Files.delete(directory);
    }

    /** Files there that this process has open. */
    private List<String> open() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .map(SmallDisk::target)
                    .filter(file -> file.startsWith(directory.toString()))
                    .toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + command[0], e);
        }
    }
}
