package io.callwarden.it;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A real Asterisk with the office of {@code src/test/docker/asterisk}: phones 101 to 119 and one trunk, each at a loopback address of
 * its own. It shares the network of this machine, at ports of its own.
 */
final class Office implements AutoCloseable {
    static final String NEWEST = "22";
    static final String OLDEST = "16";
    static final int RTP_PORTS = 200;
    static final String AMI_USER = "callwarden";
    static final String AMI_SECRET = "office-secret";

    private static final int TRUNK_ADDRESSES = 200;
    private static final Duration START = Duration.ofSeconds(60);

    private final int amiPort = Ports.freeTcp();
    private final int sipPort = Ports.freeUdp();
    private final GenericContainer<?> container;

    @SuppressWarnings("resource") // closed with the office
    Office(String version) {
        container = new GenericContainer<>(DockerImageName.parse(image(version)))
                .withImagePullPolicy(image -> false)
                .withNetworkMode("host")
                .withEnv("AMI_PORT", Integer.toString(amiPort))
                .withEnv("SIP_PORT", Integer.toString(sipPort))
                .withEnv("RTP_PORT", Integer.toString(Ports.rtpRange()))
                .waitingFor(Wait.forLogMessage(".*Asterisk Ready.*", 1).withStartupTimeout(START));
        container.start();
    }

    static String image(String version) {
        return "callwarden-asterisk:" + version;
    }

    int amiPort() {
        return amiPort;
    }

    int sipPort() {
        return sipPort;
    }

    static InetAddress addressOf(String phone) {
        return address("127.0.3." + phone);
    }

    /** Where the phone that registers is at home. */
    static InetAddress home() {
        return address("127.0.3.201");
    }

    /** The provider with whom the office registers. */
    static InetAddress provider() {
        return address("127.0.5.1");
    }

    /** Where a caller comes in: the whole 127.0.4.0/24 is the trunk, so that several can call at a time. */
    static InetAddress trunkOf(String caller) {
        return address("127.0.4." + (1 + Long.parseLong(caller) % TRUNK_ADDRESSES));
    }

    /** Does what an administrator could type at Asterisk's console, and returns what it says. */
    String console(String command) {
        return run("asterisk", "-rx", command);
    }

    /** What Asterisk itself wrote of its queues. */
    String queueLog() {
        return run("cat", "/var/log/asterisk/queue_log");
    }

    /** A file of its configuration. */
    String read(String path) {
        return run("cat", path);
    }

    /** Puts a file into its configuration, in the place of what is there. */
    void put(String path, byte[] content) {
        container.copyFileToContainer(Transferable.of(content), path);
    }

    private String run(String... command) {
        try {
            return container.execInContainer(command).getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops Asterisk as an administrator does, so that it hangs up and says so, and starts it anew. */
    void restart() {
        String before = startedAt();
        docker().restartContainerCmd(container.getContainerId()).exec();
        awaitStartAfter(before);
    }

    /** Ends Asterisk as a crash or a power cut does, without a word, and starts it anew. */
    void crashAndRestart() {
        String before = startedAt();
        docker().killContainerCmd(container.getContainerId()).exec();
        docker().startContainerCmd(container.getContainerId()).exec();
        awaitStartAfter(before);
    }

    private void awaitStartAfter(String before) {
        Awaitility.await("manager listens again")
                .atMost(START)
                .until(() -> !startedAt().equals(before) && managerListens());
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String startedAt() {
        return String.valueOf(docker().inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getStartedAt());
    }

    private boolean managerListens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), amiPort)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
