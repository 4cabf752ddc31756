package io.callwarden.backup;

import java.nio.file.Path;

/** A database that can be backed up. Its methods may take minutes, and throw {@link BackupException}; their thread must not be interrupted. */
public interface Backed {
    /** How many bytes it takes on disk now. */
    long bytes();

    /**
     * Writes all that is in it to a new file, as it is at one moment, while others go on reading and writing.
     *
     * @return what was written
     */
    Contents writeTo(Path file);

    /**
     * Makes a database of its own of what was written, and leaves it closed.
     *
     * @param file as {@link #writeTo} wrote it
     * @param database the new file
     * @return what is in it
     */
    Contents copy(Path file, Path database);

    /** Whether this program can work with tables of that version, or bring them up to date. */
    boolean knows(String schemaVersion);
}
