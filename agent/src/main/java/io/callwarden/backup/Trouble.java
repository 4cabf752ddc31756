package io.callwarden.backup;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Why a file could not be made, in words, with what to do. */
final class Trouble {
    private static final int DEPTH = 20;
    private static final long MEGABYTE = 1_000_000;

    private Trouble() {}

    /** Of a failure while something was made in that folder. */
    static BackupException in(Path folder, Exception failure) {
        if (isDiskFull(failure)) {
            return new BackupException(
                    "The disk that holds %s is full (%d MB are free): make room there, or name a file on another disk"
                            .formatted(folder, free(folder) / MEGABYTE),
                    failure);
        }
        if (failure instanceof BackupException told) {
            return told;
        }
        if (failure instanceof FileAlreadyExistsException e) {
            return taken(Path.of(e.getFile()));
        }
        if (failure instanceof AccessDeniedException || words(failure).contains("Read-only file system")) {
            return new BackupException(
                    "%s cannot be written by the user \"%s\" that makes the backup (%s): choose a folder that it may write, such as backups in data-dir"
                            .formatted(folder, System.getProperty("user.name"), words(failure)),
                    failure);
        }
        return new BackupException(
                "A file cannot be written in %s (%s): mend that, or choose another folder"
                        .formatted(folder, words(failure)),
                failure);
    }

    static BackupException taken(Path target) {
        return new BackupException(
                "%s is there already and is not written over: choose another name, or remove it first"
                        .formatted(target));
    }

    private static String words(Exception failure) {
        return failure instanceof FileSystemException e && e.getReason() != null ? e.getReason() : failure.toString();
    }

    private static boolean isDiskFull(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Bytes that can be written there; 0 where that cannot be known. Not by FileStore, which looks for the mount in /proc/mounts: the
     * service does not see that file.
     */
    static long free(Path folder) {
        return folder.toFile().getUsableSpace();
    }
}
