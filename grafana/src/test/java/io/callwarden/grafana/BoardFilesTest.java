package io.callwarden.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoardFilesTest {
    @Test
    void filesInTheRepositoryAreWhatTheGeneratorMakes() throws IOException {
        Map<String, String> lying = new TreeMap<>();
        try (Stream<Path> files = Files.list(Board.FOLDER)) {
            for (Path file : files.toList()) {
                lying.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        Map<String, String> made = new TreeMap<>(Boards.files());
        assertThat(lying.keySet()).isEqualTo(made.keySet());
        assertThat(made.keySet().stream().filter(file -> !made.get(file).equals(lying.get(file))))
                .as("boards that bin/boards would write anew")
                .isEmpty();
    }
}
