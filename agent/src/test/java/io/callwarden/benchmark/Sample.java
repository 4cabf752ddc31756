package io.callwarden.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What this process has used until now.
 *
 * @param wallNanos by the monotonic clock
 * @param cpuNanos of all threads, those of the JVM itself included
 * @param allocatedBytes on the heap, by all Java threads
 */
record Sample(long wallNanos, long cpuNanos, long allocatedBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    /** What each thread had allocated when it was last seen: those that ended since count too. */
    private static final Map<Long, Long> ALLOCATED = new HashMap<>();

    static synchronized Sample take() {
        long[] threads = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(threads);
        for (int i = 0; i < threads.length; i++) {
            if (bytes[i] > 0) {
                ALLOCATED.put(threads[i], bytes[i]);
            }
        }
        long allocated = ALLOCATED.values().stream().mapToLong(Long::longValue).sum();
        return new Sample(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocated);
    }

    /** Highest resident set of this process so far, in MiB. */
    static double peakRssMiB() throws IOException {
        return statusMiB(ProcessHandle.current().pid(), "VmHWM:");
    }

    static double statusMiB(long pid, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no " + name + " in /proc/" + pid + "/status");
    }
}
