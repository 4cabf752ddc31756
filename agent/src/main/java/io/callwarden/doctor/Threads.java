package io.callwarden.doctor;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every thread of this process is doing. */
public final class Threads {
    private Threads() {}

    /** By name. */
    public static String dump() {
        return Stream.of(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
                .sorted(Comparator.comparing(ThreadInfo::getThreadName))
                .map(Threads::words)
                .collect(Collectors.joining("\n"));
    }

    private static String words(ThreadInfo thread) {
        LockInfo lock = thread.getLockInfo();
        String waits = lock == null
                ? ""
                : " on " + lock.getClassName()
                        + (thread.getLockOwnerName() == null ? "" : " held by " + thread.getLockOwnerName());
        return "\"%s\" %s%s%n%s"
                .formatted(
                        thread.getThreadName(),
                        thread.getThreadState(),
                        waits,
                        Stream.of(thread.getStackTrace())
                                .map(frame -> "    at %s.%s(%s:%d)%n"
                                        .formatted(
                                                frame.getClassName(),
                                                frame.getMethodName(),
                                                frame.getFileName(),
                                                frame.getLineNumber()))
                                .collect(Collectors.joining()));
    }
}
