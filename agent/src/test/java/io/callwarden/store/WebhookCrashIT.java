package io.callwarden.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.Main;
import io.callwarden.call.Call;
import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.webhook.Receiver;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A real agent that brings a thousand notices to a bad receiver and is killed again and again while it does. */
class WebhookCrashIT {
    private static final int NOTICES = 1_000;
    private static final int CUSTOMERS = 40;
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    private final Random random = new Random(1);

    @Test
    void everyNoticeArrivesInOrderThoughTheAgentIsKilledAmongThem() throws Exception {
        fillTheOutbox();
        try (Receiver receiver = new Receiver(this::answer)) {
            Path config = configuration(receiver.port());
            for (int kill = 1; kill <= KILLS; kill++) {
                int until = NOTICES * kill / (KILLS + 1);
                Process agent = start(config);
                try {
                    Awaitility.await("%d deliveries".formatted(until))
                            .atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> distinct(receiver) >= until);
                } finally {
                    agent.destroyForcibly();
                }
                assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(distinct(receiver)).as("killed in the middle").isLessThan(NOTICES);
            }
            Process agent = start(config);
            try {
                // What a killed agent held is free again when its hold is over.
                Awaitility.await("all deliveries")
                        .atMost(Duration.ofSeconds(120))
                        .until(() -> distinct(receiver) == NOTICES);
            } finally {
                agent.destroyForcibly();
                agent.waitFor(30, TimeUnit.SECONDS);
            }
            assertThat(receiver.requests().size()).as("tried more than once").isGreaterThan(NOTICES);
            assertOrder(receiver);
        }
    }

    /** Each body names its key: a delivery that comes again is the same one. First arrivals are in the order of writing; after a kill some of the last may come again. */
    private static void assertOrder(Receiver receiver) {
        Map<String, List<Integer>> numbers = receiver.requests().stream()
                .map(request -> JsonMapper.shared().readTree(request.body()))
                .collect(groupingBy(
                        body -> body.get("customer").stringValue(),
                        mapping(body -> body.get("number").intValue(), toList())));
        assertThat(numbers).hasSize(CUSTOMERS);
        numbers.forEach((customer, arrived) ->
                assertThat(arrived.stream().distinct().toList()).as(customer).isSorted());
        receiver.requests()
                .forEach(request -> assertThat(request.id())
                        .isEqualTo("call_ended:"
                                + JsonMapper.shared()
                                        .readTree(request.body())
                                        .get("number")
                                        .intValue()));
    }

    private static long distinct(Receiver receiver) {
        return receiver.requests().stream().map(Receiver.Request::id).distinct().count();
    }

    /** One in ten it resets after it has read the request, one in ten it refuses for now. */
    private void answer(Receiver.Request request, Socket socket) throws IOException, InterruptedException {
        int luck = random.nextInt(20);
        TimeUnit.MILLISECONDS.sleep(2);
        if (luck == 0) {
            Receiver.reset().answer(request, socket);
        } else if (luck == 1) {
            Receiver.status(503).answer(request, socket);
        } else {
            Receiver.status(204).answer(request, socket);
        }
    }

    private void fillTheOutbox() {
        Recovery recovery = new Recovery(
                new Customers(number -> null, number -> false),
                new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));
        try (CallStore store = CallStore.open(
                StoreConfig.in(folder.resolve("data")),
                recovery,
                (calls, news) -> calls.stream().map(WebhookCrashIT::notice).toList(),
                OutboxConfig.DEFAULT,
                Clock.systemUTC())) {
            IntStream.range(0, NOTICES / 100)
                    .forEach(i -> store.write(SampleCalls.calls(i * 100, i * 100 + 100), List.of()));
        }
    }

    private static Notice notice(Call call) {
        String uniqueid = call.id().uniqueid();
        int number = Integer.parseInt(uniqueid.substring(uniqueid.indexOf('.') + 1));
        String customer = "customer-" + number % CUSTOMERS;
        String body = "{\"customer\": \"%s\", \"number\": %d}".formatted(customer, number);
        return new Notice("webhook:crm", customer, Event.CALL_ENDED, "call_ended:" + number, Instant.now(), body, null);
    }

    private Path configuration(int port) throws IOException {
        return Files.writeString(folder.resolve("callwarden.yml"), """
                data-dir: %s
                http: {port: 0}
                pbxs: {office: {host: 127.0.0.1, port: 1, username: nobody, secret: nothing}}
                notify:
                  webhooks:
                    crm: {url: "http://127.0.0.1:%d/", allow-private: true, timeout-seconds: 1}
                """.formatted(folder.resolve("data"), port));
    }

    private Process start(Path config) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Main.class.getName(), "run", "--config", config.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("agent.log").toFile()))
                .start();
    }
}
