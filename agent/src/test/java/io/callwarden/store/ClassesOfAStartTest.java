package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each class that is loaded costs memory as long as the agent runs. */
class ClassesOfAStartTest {
    private static final String FLYWAY = "org.flywaydb.";
    private static final String JSON = "tools.jackson.databind.";

    @TempDir
    private Path directory;

    @Test
    void flywayIsLoadedOnlyWhereTablesAreMadeOrChanged() throws Exception {
        assertThat(classesOfAStart()).as("making the tables").anyMatch(name -> name.startsWith(FLYWAY));
        assertThat(classesOfAStart())
                .as("tables are up to date")
                .contains(SchemaHistory.class.getName())
                .noneMatch(name -> name.startsWith(FLYWAY) || name.startsWith(JSON));
    }

    private List<String> classesOfAStart() throws IOException, InterruptedException {
        Path classes = directory.resolve("classes");
        Path output = directory.resolve("output");
        Process start = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes + ":none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartOfStore.class.getName(),
                        directory.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(start.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(start.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            start.destroyForcibly();
        }
        return Files.readAllLines(classes).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }
}
