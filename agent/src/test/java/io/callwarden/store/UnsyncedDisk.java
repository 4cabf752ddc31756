package io.callwarden.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk as a power cut leaves it at worst: H2's files as usual, and beside each a copy that has only what was written before the latest
 * flush. Used with names that begin with {@code unsynced:}.
 */
public final class UnsyncedDisk extends FilePathWrapper {
    private static final String ENDING = ".after-power-cut";

    /** What would be left of that file. */
    static Path afterPowerCut(Path file) {
        return file.resolveSibling(file.getFileName() + ENDING);
    }

    @Override
    public String getScheme() {
        return "unsynced";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Unsynced(getBase().open(mode), Path.of(getBase().toString()));
    }

    @Override
    public FilePath unwrap() {
        return getBase();
    }

    private static final class Unsynced extends FileBaseDefault {
        private final FileChannel file;
        private final Path path;

        Unsynced(FileChannel file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
            Files.copy(path, afterPowerCut(path), StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return file.write(source, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
