package io.callwarden.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.store.Required;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody opens hundreds of connections and leaves them open. */
class DescriptorsIT {
    private static final int SPARE = 80;
    private static final int CONNECTIONS = 400;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration WATCHED = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    @Test
    void callsAreHeardAndWrittenThoughNoDescriptorIsFree() throws Exception {
        Required.orSkipped(
                new ProcessBuilder("prlimit", "--version").start().waitFor() == 0, "There is no prlimit here");
        try (QuietOffice office = new QuietOffice(folder, folder.resolve("data"));
                AgentRun agent = office.start()) {
            agent.awaitReady();
            office.call();
            office.calls(agent, 1);
            int limit = descriptors(agent) + SPARE;
            assertThat(new ProcessBuilder("prlimit", "--pid=" + agent.pid(), "--nofile=%d:%d".formatted(limit, limit))
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();

            List<Socket> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    crowd.add(connect(agent.port()));
                }
                AgentRun.await("it says so", SOON, () -> says(agent, "HTTP connections at once"));
                double before = cpuSeconds(agent);
                TimeUnit.SECONDS.sleep(WATCHED.toSeconds());
                double busy = (cpuSeconds(agent) - before) / WATCHED.toSeconds();
                office.call();
                assertThat(busy).as("share of a processor that the crowd costs").isLessThan(0.5);
                assertThat(agent.log()).doesNotContain(" ERROR ");
                assertThat(agent.log().lines().filter(line -> line.contains(" ConnectionLimit: ")))
                        .as("lines that say so")
                        .hasSize(1);
            } finally {
                for (Socket one : crowd) {
                    one.close();
                }
            }
            AgentRun.await("it answers again", SOON, agent::isReady);
            assertThat(office.calls(agent, 2)).hasSize(2);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        return socket;
    }

    private static int descriptors(AgentRun agent) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/%d/fd".formatted(agent.pid())))) {
            return (int) open.count();
        }
    }

    /** Of the process, in user and kernel mode. */
    private static double cpuSeconds(AgentRun agent) throws IOException {
        String stat = Files.readString(Path.of("/proc/%d/stat".formatted(agent.pid())));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static boolean says(AgentRun agent, String words) {
        try {
            return agent.log().contains(words);
        } catch (IOException e) {
            return false;
        }
    }
}
