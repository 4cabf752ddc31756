package io.callwarden.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One SIPp that plays one caller or one phone for one call, by a scenario of {@code src/test/resources/sipp}. */
final class Party implements AutoCloseable {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private final String name;
    private final Process sipp;
    private final Path output;

    private Party(Office office, String name, InetAddress address, String scenario, List<String> arguments) {
        this(office, name, address, office.sipPort(), scenario, arguments);
    }

    private Party(
            Office office, String name, InetAddress address, int ownPort, String scenario, List<String> arguments) {
        this.name = name + " (" + scenario + ")";
        String port = Integer.toString(office.sipPort());
        List<String> command =
                new ArrayList<>(List.of("sipp", "-sf", scenario(scenario).toString()));
        command.addAll(List.of(
                "-i", address.getHostAddress(), "-p", Integer.toString(ownPort), "-mi", address.getHostAddress()));
        command.addAll(List.of("-m", "1", "-nostdin", "-timeout", LONGEST_CALL.toSeconds() + "s", "-timeout_error"));
        command.addAll(arguments);
        command.add("127.0.0.1:" + port);
        try {
            output = Files.createTempFile("sipp-" + scenario + "-", ".log");
            sipp = new ProcessBuilder(command)
                    .directory(output.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // One that only says something may be through before it is seen.
        Awaitility.await(this.name + " listens").until(() -> !sipp.isAlive() || Ports.isBoundUdp(address, ownPort));
    }

    /** A phone; it listens when this returns. The duration is how long it rings before it is answered, where it is. */
    static Party phone(Office office, String extension, String scenario, Duration rings) {
        return new Party(
                office,
                "phone " + extension,
                Office.addressOf(extension),
                scenario,
                List.of("-s", extension, "-d", Long.toString(rings.toMillis())));
    }

    /** A phone that passes the call on. */
    static Party phone(Office office, String extension, String scenario, Duration rings, String to) {
        return new Party(
                office,
                "phone " + extension,
                Office.addressOf(extension),
                scenario,
                List.of("-s", extension, "-d", Long.toString(rings.toMillis()), "-key", "to", to));
    }

    /** Somebody who calls in through the trunk. The duration is how long the call lasts from when it is taken. */
    static Party caller(Office office, String number, String dials, String scenario, Duration lasts) {
        return new Party(
                office,
                "caller " + number,
                Office.trunkOf(number),
                scenario,
                List.of("-s", dials, "-key", "number", number, "-d", Long.toString(lasts.toMillis())));
    }

    /** Somebody who answers whoever asks, as long as he is there. */
    static Party present(Office office, InetAddress address, String scenario) {
        return new Party(office, address.getHostAddress(), address, scenario, List.of("-m", "1000000"));
    }

    /** Lets a phone register at the address where it is, and waits until it has. */
    static void registers(Office office, String extension, InetAddress address) throws InterruptedException {
        try (Party phone = new Party(
                office,
                "phone " + extension,
                address,
                Ports.freeUdp(),
                "registers",
                List.of("-s", extension, "-key", "port", Integer.toString(office.sipPort())))) {
            phone.finishes();
        }
    }

    /** Waits until its part is played, and fails if it was not played to the end as written. */
    void finishes() throws InterruptedException {
        assertThat(sipp.waitFor(LONGEST_CALL.toSeconds() + 5, TimeUnit.SECONDS))
                .as("%s comes to an end", name)
                .isTrue();
        assertThat(sipp.exitValue())
                .as("%s: exit code of SIPp; see %s", name, output)
                .isZero();
    }

    private static Path scenario(String name) {
        try {
            return Path.of(Party.class.getResource("/sipp/" + name + ".xml").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        sipp.destroyForcibly();
    }
}
