package io.callwarden.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.store.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent says, and how it ends, where its data cannot be used. */
class BadDirectoryIT {
    private static final int DATA = 65;
    private static final int UNAVAILABLE = 69;
    /** Root that is kept from what modes forbid, as any other user is. */
    private static final String[] BOUND_BY_MODES = {"setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"};

    @TempDir
    private Path folder;

    @Test
    void fileCutInHalfIsRefusedInOneSentenceAndLeftAsItIs() throws Exception {
        Path data = folder.resolve("data");
        Path file = data.resolve("callwarden.mv.db");
        try (QuietOffice office = new QuietOffice(folder, data)) {
            try (AgentRun agent = office.start()) {
                agent.awaitReady();
                office.call();
                office.calls(agent, 1);
                assertThat(agent.stop()).isIn(0, 143);
            }
            byte[] whole = Files.readAllBytes(file);
            byte[] half = Arrays.copyOf(whole, whole.length / 2);
            Files.write(file, half);

            try (AgentRun agent = office.start()) {
                assertThat(agent.awaitEnd()).isEqualTo(DATA);
                assertThat(agent.log().lines().filter(line -> line.startsWith("callwarden: ")))
                        .singleElement()
                        .asString()
                        .contains(file.toString(), "callwarden restore BACKUP");
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(half);

            Files.write(file, whole);
            try (AgentRun agent = office.start()) {
                agent.awaitReady();
                assertThat(office.calls(agent, 1)).hasSize(1);
            }
        }
    }

    @Test
    void secondAgentOnTheSameDirectoryWritesNothingAndSaysWhy() throws Exception {
        try (QuietOffice office = new QuietOffice(folder, folder.resolve("data"));
                AgentRun first = office.start()) {
            first.awaitReady();
            try (AgentRun second = office.start()) {
                AgentRun.await(
                        "the second one says why",
                        Duration.ofSeconds(60),
                        () -> says(second, "another process has it open"));
                assertThat(second.isReady()).isFalse();
                office.call();
                assertThat(office.calls(first, 1)).hasSize(1);
                assertThat(second.metric("callwarden_store_writes_total{result=\"ok\"}"))
                        .isZero();
            }
            assertThat(first.isReady()).isTrue();
        }
    }

    @Test
    void directoryThatMayNotBeWrittenIsSaidAtTheStart() throws Exception {
        requireSetpriv();
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (QuietOffice office = new QuietOffice(folder, data);
                AgentRun agent = office.start(BOUND_BY_MODES)) {
            assertThat(agent.awaitEnd()).as(agent.log()).isEqualTo(UNAVAILABLE);
            assertThat(agent.log().lines().filter(line -> line.startsWith("callwarden: ")))
                    .singleElement()
                    .asString()
                    .contains("cannot be written", data.toString(), "root");
        }
    }

    @Test
    void directoryThatBecomesReadOnlyIsSaidAndWhatIsOpenGoesOn() throws Exception {
        requireSetpriv();
        Path data = Files.createDirectory(folder.resolve("data"));
        try (QuietOffice office = new QuietOffice(folder, data);
                AgentRun agent = office.start(BOUND_BY_MODES)) {
            agent.awaitReady();
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
            office.call();
            assertThat(office.calls(agent, 1)).hasSize(1);
            AgentRun.await("it says so", Duration.ofSeconds(30), () -> says(agent, "last-run cannot be written"));
            assertThat(agent.isReady()).isTrue();
        }
    }

    private static boolean says(AgentRun agent, String words) {
        try {
            return agent.log().contains(words);
        } catch (IOException e) {
            return false;
        }
    }

    private static void requireSetpriv() throws Exception {
        Required.orSkipped(
                "root".equals(System.getProperty("user.name")) && run("setpriv", "--version") == 0,
                "Root cannot be kept from writing everywhere here: it takes root and setpriv");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
