package io.callwarden;

import static org.awaitility.Awaitility.await;

import io.callwarden.config.Settings;
import io.callwarden.mail.PostOffice;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.webhook.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The whole agent on a simulated PBX with queues, employees, phones and trunks, where a call can be had and others are told of it. */
final class BusyAgent implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RECORDING = "asterisk-22.10/queue_abandoned";

    private final AmiSimulator asterisk;
    private final Receiver crm;
    private final PostOffice post;
    private final Agent agent;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BusyAgent(Path data) throws IOException {
        this(data, Map.of());
    }

    /**
     * Comes back when the agent is ready.
     *
     * @param more settings
     */
    BusyAgent(Path data, Map<String, String> more) throws IOException {
        asterisk = AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")));
        asterisk.learn(Recordings.read(RECORDING));
        crm = new Receiver(Receiver.status(204));
        post = PostOffice.open();
        agent = start(data, more);
        await().atMost(SOON).until(() -> agent.missing().isEmpty());
    }

    /** One caller gives up in a queue; comes back when that is counted and on record. */
    void missACall() throws IOException {
        asterisk.play(Recordings.read(RECORDING), PlayOptions.realTime().speed(50));
        await().atMost(SOON)
                .until(() -> text("/metrics")
                        .contains("callwarden_calls_missed_total{outcome=\"abandoned\",pbx=\"hq\",stage=\"queue\"} 1"));
        await().atMost(SOON)
                .until(() -> !text("/api/calls?missed=true&format=jsonl").isEmpty());
    }

    /** A caller comes through the menu into a queue and talks long enough for reports on voice. */
    void talk() throws IOException {
        asterisk.play(
                Recordings.read("asterisk-22.10/ivr_then_queue"),
                PlayOptions.realTime().speed(20));
        await().atMost(SOON).until(() -> text("/metrics").contains("callwarden_line_mos{"));
    }

    private Agent start(Path data, Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "pbxs.hq.host", "127.0.0.1",
                "pbxs.hq.port", Integer.toString(asterisk.port()),
                "pbxs.hq.username", "agent",
                "pbxs.hq.secret", "s3cret",
                "pbxs.hq.time-zone", "UTC",
                "money.average-sale", "400",
                "money.conversion", "0.37",
                "data-dir", data.toString(),
                "http.port", "0"));
        flags.putAll(receivers());
        flags.putAll(more);
        Settings settings = Settings.of(null, Map.of(), flags);
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return new Agent(configuration, new Build("test", "none"), Clock.systemUTC(), call -> {});
    }

    private Map<String, String> receivers() {
        return Map.of(
                "notify.webhooks.crm.url", "http://127.0.0.1:" + crm.port() + "/",
                "notify.webhooks.crm.allow-private", "true",
                "notify.mail.host", "127.0.0.1",
                "notify.mail.port", Integer.toString(post.port()),
                "notify.mail.encryption", "none",
                "notify.mail.from", "callwarden@example.org",
                "notify.mails.office.to", "anna@example.org",
                "notify.mails.office.gather-minutes", "0");
    }

    int port() {
        return agent.webPort();
    }

    String text(String path) throws IOException, InterruptedException {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    /** The page, asked for with these headers, name and value in turn. */
    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + path))
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() throws IOException {
        agent.close();
        asterisk.close();
        crm.close();
        post.close();
    }
}
