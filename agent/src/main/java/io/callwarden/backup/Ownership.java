package io.callwarden.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read a backup. */
final class Ownership {
    private Ownership() {}

    /** Made for its owner only; it belongs to whoever has the folder above, also where root makes it. */
    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            makeFolder(parent);
        }
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (parent != null) {
            give(folder, parent);
        }
    }

    /** Lets {@code file} belong to whom {@code like} belongs: a backup made by root must not be out of the agent's reach. */
    static void give(Path file, Path like) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(like, PosixFileAttributes.class);
        PosixFileAttributes found = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root && !found.owner().equals(wanted.owner())) {
            view.setOwner(wanted.owner());
        }
        if (root && !found.group().equals(wanted.group())) {
            view.setGroup(wanted.group());
        }
    }
}
