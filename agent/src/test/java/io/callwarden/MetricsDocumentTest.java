package io.callwarden;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.MetricCatalogue.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Also writes the documents anew, for bin/metrics. */
class MetricsDocumentTest {
    private static final Path TABLES = Path.of("../docs/metrics.md");
    private static final Path JSON = Path.of("../docs/metrics.json");

    @TempDir
    Path data;

    @Test
    void documentationListsEveryMetricAsItIsScrapedAndNoOther() throws Exception {
        List<Entry> entries = entries();
        if (Boolean.getBoolean("callwarden.write.metrics")) {
            Files.writeString(TABLES, MetricsDocument.withTables(Files.readString(TABLES), entries));
            Files.writeString(JSON, MetricsDocument.json(entries));
        }

        String written = Files.readString(TABLES);
        assertThat(MetricsDocument.withTables(written, entries))
                .as("docs/metrics.md with tables as scraped; bin/metrics writes them anew")
                .isEqualTo(written);
        assertThat(Pattern.compile("(?m)^\\| `[a-z_]+` \\| \\w+ \\| [\\w ]*\\|")
                        .matcher(written)
                        .results())
                .as("rows in all tables, those of chapters that no metric belongs to among them")
                .hasSameSizeAs(entries);
        assertThat(Files.readString(JSON))
                .as("docs/metrics.json; bin/metrics writes it anew")
                .isEqualTo(MetricsDocument.json(entries));
    }

    @Test
    void everyMetricHasAMeaningInAOneLineSentence() throws Exception {
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.help()).as(entry.name()).isNotBlank().hasLineCount(1);
            assertThat(entry.name())
                    .matches("(callwarden|jvm|process)_[a-z0-9_]+")
                    .doesNotEndWith("_max");
        });
    }

    private List<Entry> entries() throws IOException, InterruptedException {
        try (BusyAgent agent = new BusyAgent(data)) {
            agent.missACall();
            agent.talk();
            return MetricCatalogue.entries(
                    agent.get("/metrics", "Accept", MetricCatalogue.PROTOBUF).body());
        }
    }
}
