package io.callwarden.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether standard error leads to systemd's journal: {@code JOURNAL_STREAM} holds device and inode of the stream (see systemd.exec(5)). */
final class JournalStream {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private JournalStream() {}

    static boolean isStandardError() {
        return is(System.getenv("JOURNAL_STREAM"), STANDARD_ERROR);
    }

    /** A variable that was inherited says nothing of a stream that was redirected since. */
    static boolean is(String variable, Path stream) {
        if (variable == null || variable.isEmpty()) {
            return false;
        }
        try {
            Map<String, Object> file = Files.readAttributes(stream, "unix:dev,ino");
            return variable.equals(file.get("dev") + ":" + file.get("ino"));
        } catch (IOException | UnsupportedOperationException notToBeFoundOut) {
            return false;
        }
    }
}
