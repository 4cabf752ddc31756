package io.callwarden.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine and its limits, as the kernel tells them. Nothing in it is of a person. */
public final class Machine {
    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    /** The system, its processors, memory and load. */
    public static String system() {
        return String.join(
                "\n",
                "Java %s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.name")),
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                lines(OS_RELEASE, "PRETTY_NAME"),
                Runtime.getRuntime().availableProcessors() + " processors",
                lines(MEMORY, "MemTotal", "MemAvailable", "SwapTotal", "SwapFree"),
                "load " + lines(Path.of("/proc/loadavg"), ""));
    }

    /** What this process may have, and has. */
    public static String limits() {
        return String.join(
                "\n",
                lines(LIMITS, "Max open files", "Max processes", "Max address space", "Max file size"),
                "open files: " + openFiles(),
                lines(Path.of("/proc/self/status"), "VmRSS", "VmHWM", "Threads"),
                "memory limit of the service: " + lines(Path.of("/sys/fs/cgroup/memory.max"), ""),
                "heap: %d kB of at most %d kB"
                        .formatted(
                                (Runtime.getRuntime().totalMemory()
                                                - Runtime.getRuntime().freeMemory())
                                        / 1024,
                                Runtime.getRuntime().maxMemory() / 1024));
    }

    /** Each file in a folder with its size, and the room that is left. */
    public static String folder(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            String sizes = files.filter(Files::isRegularFile)
                    .map(file -> "%12d B  %s".formatted(file.toFile().length(), folder.relativize(file)))
                    .sorted()
                    .collect(Collectors.joining("\n"));
            return "%s: %d MB of %d MB are free on its disk (%s)%n%s"
                    .formatted(
                            folder,
                            Files.getFileStore(folder).getUsableSpace() / 1_000_000,
                            Files.getFileStore(folder).getTotalSpace() / 1_000_000,
                            Files.getFileStore(folder).type(),
                            sizes);
        } catch (IOException e) {
            return folder + " cannot be read (" + e + ")";
        }
    }

    private static String openFiles() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return Long.toString(open.count());
        } catch (IOException e) {
            return "not known (" + e + ")";
        }
    }

    /** Lines that begin with one of these words. */
    private static String lines(Path file, String... beginnings) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> List.of(beginnings).stream().anyMatch(line::startsWith))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return file + " cannot be read";
        }
    }
}
