package io.callwarden.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Puts finished files into their place in one step that survives a power cut. */
final class Placing {
    private Placing() {}

    /** Never over another file, nor where a link leads. */
    static void asNew(Path finished, Path target) throws IOException {
        sync(finished);
        if (keepAlso(finished, target)) {
            Files.delete(finished);
        } else {
            Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
        }
        sync(folder(target));
    }

    /** In the place of what is there, which is kept under another name; at no moment is there neither. */
    static void inPlaceOf(Path present, Path kept, Path finished) throws IOException {
        sync(finished);
        if (Files.exists(present, LinkOption.NOFOLLOW_LINKS) && !keepAlso(present, kept)) {
            Files.move(present, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(finished, present, StandardCopyOption.ATOMIC_MOVE);
        sync(folder(present));
    }

    /** A second name for a file; false where the file system knows no such thing and the name is free. */
    private static boolean keepAlso(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(name.toString());
            }
            return false;
        }
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
