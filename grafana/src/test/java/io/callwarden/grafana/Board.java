package io.callwarden.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A board as it lies in the repository. */
record Board(String file, JsonNode json) {
    static final Path FOLDER = Path.of("dashboards");
    private static final JsonMapper MAPPER = new JsonMapper();

    static List<Board> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(Board::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Board read(Path file) {
        return new Board(file.getFileName().toString(), MAPPER.readTree(file.toFile()));
    }

    String uid() {
        return json.path("uid").asString();
    }

    /** Panels without the headings of rows. */
    List<JsonNode> panels() {
        return json.path("panels")
                .valueStream()
                .filter(panel -> !panel.path("type").asString().equals("row"))
                .toList();
    }

    List<JsonNode> variables() {
        return json.path("templating").path("list").valueStream().toList();
    }

    /** Every expression on the board: of panels and of annotations. */
    List<String> expressions() {
        Stream<JsonNode> queries = Stream.concat(
                panels().stream().flatMap(panel -> panel.path("targets").valueStream()),
                json.path("annotations").path("list").valueStream());
        return queries.filter(query -> query.has("expr"))
                .map(query -> query.path("expr").asString())
                .toList();
    }

    @Override
    public String toString() {
        return file;
    }
}
