package io.callwarden.grafana;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Scrapes with the time at which they were taken, as OpenMetrics files of one day each, for {@code promtool tsdb create-blocks-from}. */
final class History implements AutoCloseable {
    private static final String TARGET = "job=\"callwarden\",instance=\"127.0.0.1:9686\"";

    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private LocalDate day;
    private BufferedWriter out;

    History(Path folder) {
        this.folder = folder;
    }

    /** Keeps the samples of one scraped page whose names are wanted, and what Prometheus itself would add. */
    void add(Instant at, String page, double scrapeSeconds, Predicate<String> wanted) throws IOException {
        open(at.atZone(ZoneOffset.UTC).toLocalDate());
        String time = " " + at.getEpochSecond() + "\n";
        int samples = 0;
        for (String line : page.split("\n")) {
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            samples++;
            int brace = line.indexOf('{');
            int nameEnd = brace < 0 ? line.indexOf(' ') : brace;
            String name = line.substring(0, nameEnd);
            if (wanted.test(name)) {
                String rest = brace < 0 ? "}" + line.substring(nameEnd) : "," + line.substring(brace + 1);
                out.write(name + "{" + TARGET + rest + time);
            }
        }
        out.write("up{" + TARGET + "} 1" + time);
        out.write("scrape_duration_seconds{" + TARGET + "} " + scrapeSeconds + time);
        out.write("scrape_samples_scraped{" + TARGET + "} " + samples + time);
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    private void open(LocalDate of) throws IOException {
        if (!of.equals(day)) {
            close();
            day = of;
            Path file = folder.resolve(of + ".om");
            files.add(file);
            out = Files.newBufferedWriter(file);
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.write("# EOF\n");
            out.close();
            out = null;
        }
    }
}
