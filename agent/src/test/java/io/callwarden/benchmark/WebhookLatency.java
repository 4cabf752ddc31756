package io.callwarden.benchmark;

import io.callwarden.Agent;
import io.callwarden.Build;
import io.callwarden.Configuration;
import io.callwarden.call.Call;
import io.callwarden.call.CallListener;
import io.callwarden.config.Settings;
import io.callwarden.simulator.AmiSimulator;
import io.callwarden.simulator.ManagerUser;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.Recordings;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.webhook.Receiver;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * How long from the end of a missed call to its webhook, through the whole agent, with a simulated PBX and a receiver on loopback, in
 * milliseconds. {@code WebhookLatency DATA-DIR CALLS AT-ONCE SPEED}: so many calls, a multiple of how many there are at a time, so much faster than life.
 */
final class WebhookLatency {
    private static final long LOOK_NANOS = 5_000_000;
    private static final int WARM_UP_CALLS = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final Map<String, Long> received = new ConcurrentHashMap<>();

    private WebhookLatency() {}

    public static void main(String[] args) throws Exception {
        new WebhookLatency()
                .measure(
                        Path.of(args[0]),
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]),
                        Double.parseDouble(args[3]));
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void measure(Path data, int calls, int atOnce, double speed) throws Exception {
        try (Receiver receiver = new Receiver(this::receive);
                AmiSimulator asterisk = AmiSimulator.start(
                        new SimulatorSettings().user(ManagerUser.all(Answers.USER, Answers.SECRET)));
                Agent agent = agent(data, asterisk.port(), receiver.port())) {
            while (!agent.missing().isEmpty()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            long begin = System.nanoTime();
            asterisk.play(
                    Recordings.read("asterisk-22.10/queue_abandoned"),
                    PlayOptions.realTime().speed(speed).repeat(calls / atOnce).parallel(atOnce));
            while (ended.size() < calls || !received.keySet().containsAll(ended.keySet())) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            Measurement.print("rate", calls / ((System.nanoTime() - begin) / 1e9));
            List<Double> millis = ended.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .skip(WARM_UP_CALLS)
                    .map(end -> (received.get(end.getKey()) - end.getValue()) / NANOS_PER_MILLI)
                    .sorted()
                    .toList();
            Measurement.print("calls", millis.size());
            Measurement.print("p50", Medians.percentile(millis, 0.5));
            Measurement.print("p99", Medians.percentile(millis, 0.99));
            Measurement.print("max", millis.get(millis.size() - 1));
            agentFigures(agent);
        }
    }

    private static void agentFigures(Agent agent) throws Exception {
        String page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent.webPort() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        for (String part : List.of("callwarden_store_write_seconds", "callwarden_webhook_delivery_seconds")) {
            double sum = AgentUnderTest.sum(page, part + "_sum", "");
            Measurement.print(part + "_mean_ms", 1_000 * sum / AgentUnderTest.sum(page, part + "_count", ""));
        }
    }

    private void receive(Receiver.Request request, Socket socket) throws IOException, InterruptedException {
        received.putIfAbsent(request.id(), System.nanoTime());
        Receiver.status(204).answer(request, socket);
    }

    private Agent agent(Path data, int amiPort, int webhookPort) {
        Settings settings = Settings.of(
                null,
                Map.of(),
                Map.of(
                        "pbxs.bench.host",
                        "127.0.0.1",
                        "pbxs.bench.port",
                        Integer.toString(amiPort),
                        "pbxs.bench.username",
                        Answers.USER,
                        "pbxs.bench.secret",
                        Answers.SECRET,
                        "notify.webhooks.bench.url",
                        "http://127.0.0.1:" + webhookPort + "/",
                        "notify.webhooks.bench.allow-private",
                        "true",
                        "notify.webhooks.bench.events",
                        "call_missed",
                        "data-dir",
                        data.toString(),
                        "http.port",
                        "0"));
        Configuration configuration = Configuration.from(settings);
        settings.check();
        return new Agent(configuration, new Build("benchmark", "none"), Clock.systemUTC(), new EndListener());
    }

    /** Told after the store, on the thread of the PBX. */
    private final class EndListener implements CallListener {
        @Override
        public void callEnded(Call call) {
            if (call.missed()) {
                ended.put("call_missed:" + call.id().toString().replace('.', '~'), System.nanoTime());
            }
        }
    }
}
