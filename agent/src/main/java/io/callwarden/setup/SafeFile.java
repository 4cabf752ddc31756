package io.callwarden.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** Writes files that hold secrets: whole or not at all, and never readable for more people than in the end. */
final class SafeFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /**
     * Who may read a file.
     *
     * @param owner null for whoever runs this
     * @param group null for that of whoever runs this
     */
    record Access(UserPrincipal owner, GroupPrincipal group, Set<PosixFilePermission> mode) {
        /** Owner reads and writes, the group reads. */
        static Access group(UserPrincipal owner, GroupPrincipal group) {
            return new Access(owner, group, PosixFilePermissions.fromString("rw-r-----"));
        }

        /** Nobody but the owner. */
        static Access owner(UserPrincipal owner, GroupPrincipal group) {
            return new Access(owner, group, OWNER_ONLY);
        }

        /** As that file has it. */
        static Access of(Path file) throws IOException {
            PosixFileAttributes found = Files.readAttributes(file, PosixFileAttributes.class);
            return new Access(found.owner(), found.group(), found.permissions());
        }

        private void giveTo(Path file) throws IOException {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            PosixFileAttributes now = view.readAttributes();
            if (group != null && !group.equals(now.group())) {
                view.setGroup(group);
            }
            if (owner != null && !owner.equals(now.owner())) {
                view.setOwner(owner);
            }
            // Last, for a change of owner may take bits away.
            view.setPermissions(mode);
        }
    }

    private SafeFile() {}

    /** Puts the file in the place of what was there; a link leads to the file that it names. */
    static void write(Path path, byte[] content, Access access) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path;
        makeFolder(target.getParent(), access);
        // Not ending in .conf, lest Asterisk should read it as well.
        Path fresh = Files.createTempFile(
                target.getParent(),
                "." + target.getFileName(),
                ".new",
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            access.giveTo(fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Keeps a copy beside it, with the same owner and mode. */
    static Path keepCopy(Path file, String suffix) throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + suffix);
        write(copy, Files.readAllBytes(file), Access.of(file));
        return copy;
    }

    private static void makeFolder(Path folder, Access access) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        boolean forGroup = access.mode().contains(PosixFilePermission.GROUP_READ);
        new Access(
                        access.owner(),
                        access.group(),
                        PosixFilePermissions.fromString(forGroup ? "rwxr-x---" : "rwx------"))
                .giveTo(folder);
    }
}
