package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.config.Secret;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL server for the tests of one class, from the binaries that Debian's package {@code postgresql} installs, in a temporary
 * directory and on a free port. Where there are none the tests are skipped, except in CI, where they fail.
 */
public final class PostgresServer implements BeforeAllCallback, AfterAllCallback {
    private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 30_000;
    private static final int ATTEMPTS = 100;

    private final AtomicInteger databases = new AtomicInteger();
    private final Thread atExit = new Thread(this::kill);
    private Path directory;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Required.orSkipped(
                Files.isExecutable(BINARIES.resolve("initdb")),
                "PostgreSQL 15 is not installed (apt-get install postgresql-15)");
        directory = Files.createTempDirectory(Path.of("/tmp"), "callwarden-postgres");
        if (ROOT) {
            run("chown", "nobody", directory.toString());
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        postgres("initdb", "-D", data(), "-U", "callwarden", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        port = freePort();
        start();
    }

    /**
     * Below those that the kernel gives to connections: else, while the server is down, one of them may take the port, even one that is
     * tried to reach it.
     */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (ServerSocket free =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT))) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            }
        }
        throw new IOException("No port from %d to %d is free".formatted(FIRST_PORT, LAST_PORT));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (directory != null) {
            kill();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    /** A store of its own, empty database, for an agent that keeps what waits for it in a directory. */
    StoreConfig newDatabase(Path dataDir) throws Exception {
        StoreConfig config = newDatabase();
        // A server that hangs is given up after three seconds instead of thirty.
        return new StoreConfig(
                config.jdbcUrl() + "?socketTimeout=3",
                config.user(),
                config.password(),
                dataDir,
                config.retentionDays(),
                config.backlog());
    }

    /** A store of its own, empty database. */
    public StoreConfig newDatabase() throws Exception {
        String name = "calls" + databases.incrementAndGet();
        postgres("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "callwarden", name);
        return new StoreConfig(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name,
                "callwarden",
                new Secret("not checked"),
                null,
                StoreConfig.DEFAULT_RETENTION_DAYS,
                StoreConfig.DEFAULT_BACKLOG);
    }

    public void start() throws Exception {
        String options = "-p " + port + " -k " + directory + " -c listen_addresses=127.0.0.1";
        postgres(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                data(),
                "-l",
                directory.resolve("log").toString(),
                "-o",
                options);
    }

    /** As a crash would: without finishing anything. */
    public void stop() throws Exception {
        postgres("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
    }

    /** Of the server and the processes that it has now. */
    public double cpuSeconds() throws IOException {
        return processes().stream()
                .mapToDouble(each ->
                        each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
    }

    /** As the kernel does when there is no memory left: all its processes at once. */
    void killHard() throws Exception {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /** It stays connected, and answers nobody until {@link #thaw}. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        for (ProcessHandle process : processes()) {
            run("kill", signal, Long.toString(process.pid()));
        }
    }

    /** The first of them begins the others. */
    private List<ProcessHandle> processes() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("data/postmaster.pid"));
        ProcessHandle first =
                ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
        return Stream.concat(Stream.of(first), first.descendants()).toList();
    }

    private void kill() {
        try {
            postgres("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data());
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("PostgreSQL in " + directory + " is not cleaned up", e);
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void postgres(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("runuser", "-u", "nobody", "--"));
        }
        command.add(BINARIES.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("callwarden", ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        String text = Files.readString(output);
        Files.delete(output);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", String.join(" ", command), text)
                .isTrue();
    }
}
