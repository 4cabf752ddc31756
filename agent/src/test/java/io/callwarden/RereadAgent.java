package io.callwarden;

import static org.awaitility.Awaitility.await;

import io.callwarden.config.Settings;
import io.callwarden.store.CallFilter;
import io.callwarden.store.CallStore;
import io.callwarden.store.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The whole agent with a configuration file that can be written anew while it runs. */
final class RereadAgent implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path file;
    private final Path data;
    private final Map<String, String> settings = new TreeMap<>();
    private Agent agent;

    /** With one PBX, {@code hq}. */
    RereadAgent(Path folder, int amiPort) {
        file = folder.resolve("callwarden.yml");
        data = folder.resolve("data");
        pbx("hq", amiPort);
        set("data-dir", data.toString());
        set("http.port", "0");
    }

    RereadAgent pbx(String name, int amiPort) {
        set("pbxs." + name + ".host", "127.0.0.1");
        set("pbxs." + name + ".port", Integer.toString(amiPort));
        set("pbxs." + name + ".username", "agent");
        set("pbxs." + name + ".secret", "s3cret");
        return set("pbxs." + name + ".time-zone", "UTC");
    }

    RereadAgent set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** All settings that begin so. */
    RereadAgent unset(String beginning) {
        settings.keySet().removeIf(key -> key.startsWith(beginning));
        return this;
    }

    /** Begins, and comes back when all is heard. */
    RereadAgent start() throws IOException {
        write();
        agent = new Agent(read(), this::read, new Build("test", "none"), Clock.systemUTC(), call -> {});
        awaitReady();
        return this;
    }

    void awaitReady() {
        await().atMost(SOON).until(() -> agent.missing().isEmpty());
    }

    private ReadConfiguration read() {
        return ReadConfiguration.from(Settings.of(file, Map.of(), Map.of()));
    }

    /** Keys with dots are good YAML where no key stands both for a value and for others. */
    private void write() throws IOException {
        Files.writeString(
                file,
                settings.entrySet().stream()
                        .map(each -> "\"%s\": \"%s\"\n".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining()));
    }

    /** Writes the file and makes the agent read it. */
    List<String> reload() throws IOException {
        write();
        return agent.reload();
    }

    Agent agent() {
        return agent;
    }

    Path file() {
        return file;
    }

    String metrics() throws IOException, InterruptedException {
        return page("/metrics");
    }

    String page(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + path))
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** NaN where there is no such series. */
    double metric(String series) throws IOException, InterruptedException {
        return series(metrics()).getOrDefault(series, Double.NaN);
    }

    static Map<String, Double> series(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }

    /** Stops it, and reads what it wrote. */
    List<io.callwarden.call.Call> stopAndReadCalls() {
        close();
        List<io.callwarden.call.Call> calls = new ArrayList<>();
        try (CallStore store = CallStore.open(StoreConfig.in(data))) {
            store.forEach(CallFilter.all().build(), calls::add);
        }
        return calls;
    }

    @Override
    public void close() {
        if (agent != null) {
            agent.close();
            agent = null;
        }
    }
}
