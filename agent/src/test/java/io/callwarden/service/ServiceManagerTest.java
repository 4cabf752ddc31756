package io.callwarden.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagerTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void onlyLinuxHasSystemd() {
        assumeThat(Epoll.isAvailable()).isTrue();
    }

    @Test
    void allThatIsSaidArrivesWordForWord() throws IOException {
        Path path = folder.resolve("notify");
        Socket systemd = Socket.newSocketDomainDgram();
        try (ServiceManager manager = manager(systemd, path.toString(), Map.of())) {
            manager.starting(Duration.ofSeconds(60));
            assertThat(read(systemd)).isEqualTo("EXTEND_TIMEOUT_USEC=60000000");
            manager.ready();
            assertThat(read(systemd)).isEqualTo("READY=1");
            manager.status("The calls of hq\nare not heard");
            assertThat(read(systemd)).isEqualTo("STATUS=The calls of hq are not heard");
            manager.alive();
            assertThat(read(systemd)).isEqualTo("WATCHDOG=1");
            manager.stopping();
            assertThat(read(systemd)).isEqualTo("STOPPING=1");
        } finally {
            systemd.close();
        }
    }

    @Test
    void watchdogCountsOnlyForTheProcessThatItNames() throws IOException {
        long pid = ProcessHandle.current().pid();
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000"))).isEqualTo(Duration.ofMinutes(1));
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "" + pid)))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "" + (pid + 1))))
                .isZero();
        assertThat(watchdog(Map.of())).isZero();
    }

    @Test
    void withoutSystemdNothingIsSaid() {
        try (ServiceManager manager = ServiceManager.of(Map.of())) {
            manager.ready();
            manager.stopping();

            assertThat(manager.isThere()).isFalse();
        }
    }

    @Test
    void systemdThatIsGoneKeepsNothingFromRunning() {
        try (ServiceManager manager =
                ServiceManager.of(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString()))) {
            manager.ready();
            manager.alive();

            assertThat(manager.isThere()).isTrue();
        }
    }

    private Duration watchdog(Map<String, String> more) throws IOException {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("NOTIFY_SOCKET", folder.resolve("none").toString());
        try (ServiceManager manager = ServiceManager.of(environment)) {
            return manager.watchdog();
        }
    }

    private static ServiceManager manager(Socket systemd, String path, Map<String, String> more) throws IOException {
        systemd.bind(new DomainSocketAddress(path));
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("NOTIFY_SOCKET", path);
        return ServiceManager.of(environment);
    }

    private static String read(Socket socket) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1_000);
        int length = socket.recvFromDomainSocket(buffer, 0, buffer.capacity()).receivedAmount();
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
