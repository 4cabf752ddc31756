package io.callwarden.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.store.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void callsOfTheTimeWithoutRoomAreThereWhenThereIsRoomAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(16);
                QuietOffice office = new QuietOffice(folder, disk.directory())) {
            try (AgentRun agent = office.start()) {
                agent.awaitReady();
                office.call();
                office.calls(agent, 1);

                disk.fillUpTo(0);
                office.call();
                AgentRun.await("it says that it cannot write", SOON, () -> !agent.isReady());
                assertThat(agent.get("/-/ready").body()).contains("Calls are not being written");
                assertThat(agent.get("/").body()).contains("Calls are not being written");
                office.call();
                assertThat(agent.log().lines().filter(line -> line.contains("Calls wait in memory")))
                        .hasSize(1);
                assertThat(agent.isAlive()).isTrue();

                disk.makeRoom();
                AgentRun.await("it is ready again", SOON, agent::isReady);
                assertThat(office.calls(agent, 3)).hasSize(3);
                assertThat(agent.log()).contains("The database works again");
                agent.kill();
            }
            try (AgentRun agent = office.start()) {
                agent.awaitReady();
                assertThat(office.calls(agent, 3)).hasSize(3);
            }
        }
    }

    @Test
    void agentThatIsKilledOnAFullDiskKeepsWhatWasWrittenBefore() throws Exception {
        try (SmallDisk disk = SmallDisk.mounted(16);
                QuietOffice office = new QuietOffice(folder, disk.directory())) {
            try (AgentRun agent = office.start()) {
                agent.awaitReady();
                office.call();
                office.calls(agent, 1);
                disk.fillUpTo(0);
                office.call();
                AgentRun.await("it says that it cannot write", SOON, () -> !agent.isReady());
                agent.kill();
            }
            try (AgentRun agent = office.start()) {
                AgentRun.await("it says that it cannot write", SOON, () -> says(agent, "Calls wait in memory"));
                disk.makeRoom();
                agent.awaitReady();
                assertThat(office.calls(agent, 1)).hasSizeGreaterThanOrEqualTo(1);
            }
        }
    }

    private static boolean says(AgentRun agent, String words) {
        try {
            return agent.log().contains(words);
        } catch (IOException e) {
            return false;
        }
    }
}
