package io.callwarden.grafana;

import static io.callwarden.grafana.HistoryMaker.END;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The boards over two weeks of a small firm: every query against a real Prometheus, and every board drawn with Grafana's own components. */
class BoardsIT {
    private static final Duration NEEDED_BY_RECORDINGS = Duration.ofHours(24);
    private static final Duration SCRAPE = Duration.ofMinutes(1);
    private static final Path RULES = Path.of("rules/callwarden-recording.yml");
    private static final Path PREVIEW = Path.of("preview");
    private static final Path SCREENSHOTS = Path.of("target/boards");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_]+)}?");

    @TempDir
    static Path folder;

    private static PrometheusServer prometheus;

    @BeforeAll
    static void makeHistory() throws IOException, InterruptedException {
        Required.programs("the boards against a real Prometheus", "prometheus", "promtool");
        Path data = folder.resolve("data");
        PrometheusServer.load(data, HistoryMaker.make(folder).files());
        try (PrometheusServer recording = PrometheusServer.start(data)) {
            recording.record(data, RULES, END.minus(NEEDED_BY_RECORDINGS), END);
        }
        prometheus = PrometheusServer.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static List<Board> boards() {
        return Board.all();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void prometheusUnderstandsEveryExpression(Board board) throws IOException, InterruptedException {
        for (String expr : board.expressions()) {
            assertThat(prometheus.format(spelt(expr, Duration.ofHours(1), SCRAPE)))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyPanelHasSomethingToShow(Board board) throws IOException, InterruptedException {
        List<String> empty = new ArrayList<>();
        for (JsonNode panel : board.panels()) {
            Instant from = from(panel.path("timeFrom")
                    .asString(board.json().path("time").path("from").asString()));
            if (!hasNumber(panel, from)) {
                empty.add(panel.path("title").asString());
            }
        }
        assertThat(empty).isEmpty();
    }

    private static boolean hasNumber(JsonNode panel, Instant from) throws IOException, InterruptedException {
        boolean some = false;
        Duration step = Duration.ofMinutes(panel.path("interval").asString("5m").equals("1h") ? 60 : 10);
        for (JsonNode target : panel.path("targets")) {
            String expr = spelt(target.path("expr").asString(), Duration.between(from, END), step);
            List<Double> numbers = target.path("instant").asBoolean()
                    ? prometheus.at(expr, END)
                    : prometheus.over(expr, from, END, step);
            some |= numbers.stream().anyMatch(number -> !number.isNaN());
        }
        return some;
    }

    @Test
    void grafanasComponentsDrawEveryBoard() throws IOException, InterruptedException {
        Required.programs("the boards drawn with Grafana's components", "node", "npm", "chromium");
        Path app = Files.createDirectories(Path.of("target/preview"));
        for (String source : List.of("package.json", "package-lock.json", ".npmrc", "build.mjs", "render.mjs", "src")) {
            Programs.run(
                    PREVIEW,
                    Duration.ofMinutes(1),
                    List.of("cp", "-r", source, app.toAbsolutePath().toString()));
        }
        Programs.run(app, Duration.ofMinutes(10), List.of("npm", "ci", "--prefer-offline"));
        Programs.run(app, Duration.ofMinutes(5), List.of("node", "build.mjs"));

        Programs.Outcome drawn = Programs.end(
                app,
                Duration.ofMinutes(10),
                List.of(
                        "node",
                        "render.mjs",
                        prometheus.url(),
                        Board.FOLDER.toAbsolutePath().toString(),
                        SCREENSHOTS.toAbsolutePath().toString(),
                        END.toString()));

        assertThat(drawn.output()).isEmpty();
        assertThat(drawn.code()).isZero();
        for (Board board : Board.all()) {
            assertThat(SCREENSHOTS.resolve(board.uid() + ".png")).isNotEmptyFile();
        }
    }

    private static Instant from(String words) {
        if (words.equals("now/d")) {
            return END.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
        }
        String length = words.substring("now-".length());
        return END.minus(
                length.endsWith("d")
                        ? Duration.parse("P" + length.toUpperCase(Locale.ROOT))
                        : Duration.parse("PT" + length.toUpperCase(Locale.ROOT)));
    }

    private static String spelt(String expr, Duration range, Duration step) {
        Map<String, String> values = Map.of(
                "__range", range.toSeconds() + "s",
                "__interval", step.toSeconds() + "s",
                "__rate_interval", step.plus(SCRAPE).toSeconds() + "s",
                "utc_offset", "0");
        return VARIABLE.matcher(expr)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), ".+")));
    }
}
