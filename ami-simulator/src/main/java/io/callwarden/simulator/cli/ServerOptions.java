package io.callwarden.simulator.cli;

import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** Options of every command that listens. */
public final class ServerOptions {

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String bind;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            defaultValue = "5038",
            description = "TCP port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--port-file",
            paramLabel = "FILE",
            description =
                    "Write the port into this file as soon as it is listened on, for scripts that ask for a free one.")
    private Path portFile;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "agent",
            description = "Manager user (default: ${DEFAULT-VALUE}).")
    private String user;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            defaultValue = "s3cret",
            description = "His secret, for plain and MD5 login (default: ${DEFAULT-VALUE}).")
    private String secret;

    @Option(
            names = "--read",
            paramLabel = "CLASSES",
            defaultValue = "all",
            description = "Classes of events he may see, as in manager.conf (default: ${DEFAULT-VALUE}).")
    private String read;

    @Option(
            names = "--write",
            paramLabel = "CLASSES",
            defaultValue = "all",
            description = "Classes of actions he may use (default: ${DEFAULT-VALUE}).")
    private String write;

    @Option(
            names = "--ami-version",
            paramLabel = "VERSION",
            defaultValue = "11.0.0",
            description = "Version in the banner: 11.0.0 is Asterisk 22, 5.0.4 is 16 (default: ${DEFAULT-VALUE}).")
    private String amiVersion;

    @Option(
            names = "--asterisk-version",
            paramLabel = "VERSION",
            defaultValue = "22.10.1",
            description = "Version that CoreSettings tells (default: ${DEFAULT-VALUE}).")
    private String asteriskVersion;

    @Option(
            names = "--write-timeout",
            paramLabel = "MS",
            defaultValue = "100",
            description = "Drop a client that reads nothing for so many milliseconds (default: ${DEFAULT-VALUE}).")
    private int writeTimeout;

    @Option(
            names = "--no-timestamps",
            description = "Leave the Timestamp header out of events, as Asterisk does by default.")
    private boolean withoutTimestamps;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Time zone of the PBX's local times, such as Europe/Berlin (default: ${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same ids and numbers (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** Starts listening. */
    public AmiSimulator start() throws IOException {
        AmiSimulator simulator = AmiSimulator.start(settings());
        if (portFile != null) {
            try {
                writePort(simulator.port());
            } catch (IOException e) {
                simulator.close();
                throw new IOException("cannot write the port into " + portFile + ": " + e.getMessage(), e);
            }
        }
        return simulator;
    }

    /** In one piece: who sees the file sees the whole number. */
    private void writePort(int listening) throws IOException {
        Path beside = portFile.resolveSibling(portFile.getFileName() + ".new");
        Files.writeString(beside, listening + "\n");
        Files.move(beside, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the options say. */
    public SimulatorSettings settings() {
        return new SimulatorSettings()
                .address(new InetSocketAddress(bind, port))
                .user(new ManagerUser(user, secret, read, write))
                .version(amiVersion, asteriskVersion)
                .writeTimeout(Duration.ofMillis(writeTimeout))
                .timestampEvents(!withoutTimestamps)
                .zone(zone)
                .seed(seed);
    }

    long seed() {
        return seed;
    }

    String user() {
        return user;
    }
}
