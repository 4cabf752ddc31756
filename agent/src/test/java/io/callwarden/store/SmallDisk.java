package io.callwarden.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory of a few megabytes, to be filled; only root can mount one. */
public final class SmallDisk implements AutoCloseable {
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
        if (!run("umount", directory.toString())) {
            throw new IOException("Cannot unmount " + directory);
        }
        Files.delete(directory);
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
