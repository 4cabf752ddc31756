package io.callwarden.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hidden folder beside the target in which something is made before it is moved into its place: on the same disk, so that moving is one step. It is
 * gone after {@link #close()}; one that a killed program left is found by its lock, which nobody holds any more, and removed by the next.
 */
final class Workshop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workshop.class);
    private static final String PREFIX = ".callwarden-making-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private Workshop(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Opens one, and removes what is left of others that were never closed. */
    static Workshop in(Path parent) throws IOException {
        removeAbandoned(parent);
        Path folder = Files.createTempDirectory(
                parent, PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return new Workshop(folder, channel);
        } catch (IOException e) {
            channel.close();
            remove(folder);
            throw e;
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private static void removeAbandoned(Path parent) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            folders.forEach(found::add);
        }
        for (Path folder : found) {
            if (isAbandoned(folder)) {
                log.info("Removing {}, which an earlier backup left when it was killed", folder);
                remove(folder);
            }
        }
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            // Its maker was killed, or is about to make it: nothing is in it either way.
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            remove(folder);
        } finally {
            lock.close();
        }
    }
}
