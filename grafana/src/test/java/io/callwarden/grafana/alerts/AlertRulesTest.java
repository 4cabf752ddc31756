package io.callwarden.grafana.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of each rule, without running Prometheus. */
class AlertRulesTest {
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    /** Of the target, not of the metric: Prometheus adds them. */
    private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

    private static final Path BOARDS = Path.of("dashboards");

    private static final Pattern RECORDED_NAME = Pattern.compile("callwarden(_queue)?:[a-z_]+:[a-z]+[0-9]*[mh]?");

    private static Catalogue catalogue;

    @BeforeAll
    static void readCatalogue() throws IOException {
        catalogue = new Catalogue();
    }

    static Stream<Rule> alerts() {
        return Rule.alerts().stream();
    }

    static Stream<Rule> recordings() {
        return Rule.recordings().stream();
    }

    static Stream<Rule> rules() {
        return Stream.concat(recordings(), alerts());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertSaysHowBadItIsAndWhetherItPages(Rule alert) {
        assertThat(alert.name()).matches("Pbx[A-Z][A-Za-z]+");
        assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
        assertThat(alert.labels().keySet()).isSubsetOf("severity", "page");
        assertThat(alert.isPage())
                .as("what is critical pages, and nothing else")
                .isEqualTo("critical".equals(alert.labels().get("severity")));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertTellsAnOperatorWhatHappenedAndWhatToDo(Rule alert) {
        assertThat(alert.annotations().keySet()).containsExactlyInAnyOrder("summary", "description", "runbook_url");
        assertThat(alert.annotations().get("summary")).hasSizeBetween(20, 160).doesNotEndWith(".");
        assertThat(alert.annotations().get("description"))
                .hasSizeBetween(100, 500)
                .endsWith(".");
        assertThat(alert.annotations().get("runbook_url"))
                .isIn(
                        "http://{{ $labels.instance }}/runbooks/" + alert.name(),
                        "file:///usr/share/doc/callwarden/runbooks/" + alert.name() + ".md");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void labelsOfAnAlertHoldNoValueElseItWouldBeANewAlertEachTime(Rule alert) {
        assertThat(alert.labels().values()).noneMatch(value -> value.contains("{{") || value.contains("$"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void textsOfAnAlertUseOnlyLabelsThatItsExpressionLeavesOver(Rule alert) {
        Set<String> left = labelsLeft(alert.expression());
        String texts = String.join(" ", alert.annotations().values());

        assertThat(Pattern.compile("\\$labels\\.(\\w+)")
                        .matcher(texts)
                        .results()
                        .map(m -> m.group(1)))
                .isSubsetOf(left);
    }

    /** Those of the outermost aggregation, else those of the first metric. */
    private static Set<String> labelsLeft(String expression) {
        MatchResult by = Pattern.compile("\\bby \\(([^)]*)\\)")
                .matcher(expression)
                .results()
                .findFirst()
                .orElse(null);
        if (by != null) {
            return words(by.group(1));
        }
        if (expression.strip().startsWith("absent(")) {
            return Set.of("job");
        }
        Set<String> left = new TreeSet<>(TARGET_LABELS);
        left.addAll(catalogue.labels(Selector.in(expression).get(0).metric()).orElse(Set.of()));
        return left;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everySelectorNamesTheJob(Rule rule) {
        assertThat(Selector.in(rule.expression()))
                .isNotEmpty()
                .allSatisfy(selector ->
                        assertThat(selector.matchers()).as(selector.text()).containsEntry("job", "=\"callwarden\""));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyMetricAndEveryLabelIsInTheCatalogue(Rule rule) {
        Set<String> labels = new TreeSet<>(TARGET_LABELS);
        for (Selector selector : Selector.in(rule.expression())) {
            Set<String> its = catalogue.labels(selector.metric()).orElse(null);
            assertThat(its)
                    .as("%s is in docs/metrics.md or recorded", selector.metric())
                    .isNotNull();
            labels.addAll(its);
            Set<String> chosenBy = new TreeSet<>(selector.matchers().keySet());
            chosenBy.removeAll(TARGET_LABELS);
            assertThat(its).as(selector.text()).containsAll(chosenBy);
        }
        Pattern.compile("\\b(?:by|on|group_left|ignoring) \\(([^)]*)\\)")
                .matcher(rule.expression())
                .results()
                .forEach(grouped -> assertThat(labels).containsAll(words(grouped.group(1))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void countersAreOnlyReadThroughTheirIncreaseExceptWhereTheirHeightIsMeant(Rule rule) {
        for (Selector selector : Selector.in(rule.expression())) {
            if (selector.metric().endsWith("_total") && !rule.name().equals("PbxSeriesClamped")) {
                int at = rule.expression().indexOf(selector.text());
                assertThat(rule.expression().substring(0, at))
                        .as(selector.text())
                        .endsWith("increase(");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void recordedNamesSayOfWhatLevelTheyAreWhatTheyCountAndHow(Rule recording) {
        assertThat(recording.name()).matches(RECORDED_NAME);
    }

    @Test
    void everyRecordingIsUsedByAnAlertABoardOrAnotherRecording() throws IOException {
        Set<String> used = rules().flatMap(rule -> Selector.in(rule.expression()).stream())
                .map(Selector::metric)
                .collect(Collectors.toSet());

        try (Stream<Path> boards = Files.list(BOARDS)) {
            for (Path board : boards.toList()) {
                RECORDED_NAME.matcher(Files.readString(board)).results().forEach(found -> used.add(found.group()));
            }
        }
        assertThat(recordings().map(Rule::name)).isSubsetOf(used);
    }

    @Test
    void everyAlertHasOnePageAndEveryPageItsAlert() throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString().replaceFirst("\\.md$", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            alerts().map(Rule::name).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void pageTellsWhatItMeansWhatItCostsWhatToDoAndHowToSilenceIt(Rule alert) throws IOException {
        String page = Files.readString(RUNBOOKS.resolve(alert.name() + ".md"));

        assertThat(page.lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# " + alert.name(),
                        "## What it means",
                        "## What it costs",
                        "## Check",
                        "## Fix",
                        "## False alarms",
                        "## Silence");
        assertThat(page).containsPattern("(?m)^amtool silence add alertname=\"?" + alert.name() + "\\b.* --duration=");
        assertThat(page.length()).as("it is read at night").isLessThan(4_500);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void pageNamesOnlyMetricsThatExist(Rule alert) throws IOException {
        String page = Files.readString(RUNBOOKS.resolve(alert.name() + ".md"));

        assertThat(Pattern.compile("\\bcallwarden(?:_[a-z0-9]+)*:[a-z0-9_:]+|\\bcallwarden_[a-z0-9_]+")
                        .matcher(page)
                        .results()
                        .map(MatchResult::group)
                        .filter(metric -> !catalogue.has(metric)))
                .as("not in docs/metrics.md")
                .isEmpty();
    }

    @Test
    void tableOfTheAlertsIsThatOfTheRules() throws IOException {
        List<String> documented = Pattern.compile(
                        "(?m)^\\| \\[(Pbx\\w+)]\\(runbooks/(\\w+)\\.md\\) \\| (\\w+) \\| ([^|]*) \\|")
                .matcher(Files.readString(Path.of("../docs/alerts.md")))
                .results()
                .map(row -> String.join(" ", row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
        Function<Rule, String> row = alert -> String.join(
                " ",
                alert.name(),
                alert.name(),
                alert.isPage() ? "page" : alert.labels().get("severity"),
                alert.holds() == null ? "at once" : alert.holds());

        assertThat(documented).isEqualTo(alerts().map(row).toList());
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
