package io.callwarden.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few rounds; {@code bin/crash-test} does a hundred. */
class KillIT {
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    @Test
    void whateverTheAgentSaidWasWrittenIsThereAfterItWasKilledInTheMiddleOfWork() throws Exception {
        try (KillRounds kills = new KillRounds(folder, 1)) {
            kills.run(ROUNDS, System.out);

            assertThat(kills.faults()).isEmpty();
        }
    }
}
