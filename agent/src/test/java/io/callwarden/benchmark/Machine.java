package io.callwarden.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where the figures were taken. */
final class Machine {
    private static final double GIB = 1 << 20;

    private Machine() {}

    static String describe() throws IOException {
        return "%s, %d cores, %.0f GiB, Linux %s, Java %s, load average %.1f at the begin, %s"
                .formatted(
                        first("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(first("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / GIB,
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Instant.now().truncatedTo(ChronoUnit.MINUTES));
    }

    private static String first(String file, String name) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
