package io.callwarden.service;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * systemd, where it started this process with {@code Type=notify}: told by datagrams that the agent is ready, how it stands and that it
 * still moves (sd_notify(3)). Elsewhere it is told nothing. Any thread.
 */
public final class ServiceManager implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServiceManager.class);

    private final byte[] address;
    private final Duration watchdog;
    private final Socket socket;
    private boolean failed;
    private boolean ready;

    private ServiceManager(byte[] address, Duration watchdog, Socket socket) {
        this.address = address;
        this.watchdog = watchdog;
        this.socket = socket;
    }

    /** The one that the environment names. */
    public static ServiceManager of(Map<String, String> environment) {
        String path = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (path.isEmpty()) {
            return new ServiceManager(new byte[0], Duration.ZERO, null);
        }
        if (!Epoll.isAvailable()) {
            log.warn(
                    "systemd is not told how the agent stands, so a unit with Type=notify will fail: {}",
                    String.valueOf(Epoll.unavailabilityCause()));
            return new ServiceManager(new byte[0], Duration.ZERO, null);
        }
        byte[] address = path.getBytes(StandardCharsets.UTF_8);
        if (address[0] == '@') {
            // A name outside of the file system.
            address[0] = 0;
        }
        return new ServiceManager(address, watchdog(environment), Socket.newSocketDomainDgram());
    }

    private static Duration watchdog(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        String process = environment.getOrDefault("WATCHDOG_PID", "");
        boolean forUs = process.isEmpty()
                || process.equals(String.valueOf(ProcessHandle.current().pid()));
        return forUs && micros.matches("[0-9]{1,15}")
                ? Duration.ofNanos(Long.parseLong(micros) * 1_000)
                : Duration.ZERO;
    }

    /** Whether anybody listens. */
    public boolean isThere() {
        return socket != null;
    }

    /** Within which time {@link #alive} must be said again; zero for never. */
    public Duration watchdog() {
        return watchdog;
    }

    /** The start is over. */
    public synchronized void ready() {
        ready = true;
        tell("READY=1");
    }

    /** The configuration is being read anew; {@link #reloaded} is to follow. */
    public synchronized void reloading() {
        if (ready) {
            // systemd compares it with its own CLOCK_MONOTONIC, which nanoTime is on Linux.
            tell("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
        }
    }

    /** The configuration was read anew, or could not be used; nothing where the start is not over yet. */
    public synchronized void reloaded() {
        if (ready) {
            tell("READY=1");
        }
    }

    /** The start takes longer; to be said again within that time. */
    public void starting(Duration longer) {
        tell("EXTEND_TIMEOUT_USEC=" + longer.toNanos() / 1_000);
    }

    /** How it stands, for {@code systemctl status}. */
    public void status(String line) {
        tell("STATUS=" + line.replaceAll("[\\r\\n]+", " "));
    }

    /** All moves. */
    public void alive() {
        tell("WATCHDOG=1");
    }

    /** It is being stopped. */
    public void stopping() {
        tell("STOPPING=1");
    }

    private synchronized void tell(String words) {
        if (socket == null) {
            return;
        }
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        ByteBuffer datagram = ByteBuffer.allocateDirect(bytes.length).put(bytes);
        try {
            socket.sendToDomainSocket(datagram, 0, bytes.length, address);
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                log.warn("systemd cannot be told how the agent stands: {}", e.toString());
            }
            failed = true;
        }
    }

    @Override
    public synchronized void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                log.warn("The socket of systemd did not close: {}", e.getMessage());
            }
        }
    }
}
