package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.config.Settings;
import io.callwarden.notify.Carrier.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/webhooks.md as they stand there, on real deliveries. */
class DocumentedExamplesTest {
    private static final Path DOCUMENT = Path.of("../docs/webhooks.md");
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    @TempDir
    private Path folder;

    @Test
    void shellExampleTellsGenuineFromForged() throws Exception {
        Receiver.Request request;
        try (Receiver receiver = new Receiver(Receiver.status(204))) {
            assertThat(deliver(receiver.port(), SECRET)).isEqualTo(new Result.Delivered());
            request = receiver.requests().get(0);
        }

        assertThat(check(request, request.body(), SECRET, 0)).isEqualTo("genuine");
        assertThat(check(request, "{}".getBytes(StandardCharsets.UTF_8), SECRET, 0))
                .isEqualTo("forged or old");
        assertThat(check(request, request.body(), SECRET.replace("MDEy", "MDEz"), 0))
                .isEqualTo("forged or old");
        assertThat(check(request, request.body(), SECRET, 1)).isEqualTo("forged or old");
    }

    @Test
    void pythonExampleTakesWhatIsGenuineOnceAndRefusesWhatIsForged() throws Exception {
        int port = freePort();
        ProcessBuilder example = new ProcessBuilder("python3", "-c", example("python"), Integer.toString(port))
                .redirectError(folder.resolve("python.log").toFile())
                .redirectOutput(folder.resolve("python.out").toFile());
        example.environment().put("WEBHOOK_SECRET", SECRET);
        Process python = example.start();
        try {
            Awaitility.await("receiver of the example").ignoreExceptions().until(() -> {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
            });

            assertThat(deliver(port, SECRET)).isEqualTo(new Result.Delivered());
            assertThat(deliver(port, SECRET)).isEqualTo(new Result.Delivered());
            assertThat(deliver(port, SECRET.replace("MDEy", "MDEz")))
                    .isEqualTo(new Result.Never("http://localhost:" + port + " answered 401"));
            assertThat(Files.readAllLines(folder.resolve("python.out"))).containsExactly("call_missed");
        } finally {
            python.destroyForcibly();
            python.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private String check(Receiver.Request request, byte[] body, String secret, int later) throws Exception {
        Files.write(folder.resolve("body"), body);
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", example("bash"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        long timestamp = Long.parseLong(request.headers().get("webhook-timestamp")) + later;
        bash.environment()
                .putAll(Map.of(
                        "WEBHOOK_SECRET", secret,
                        "WEBHOOK_ID", request.id(),
                        "WEBHOOK_TIMESTAMP", Long.toString(timestamp),
                        "WEBHOOK_SIGNATURE", request.headers().get("webhook-signature")));
        Process process = bash.start();
        try (BufferedReader output = process.inputReader()) {
            String said = String.join("\n", output.lines().toList());
            assertThat(process.waitFor()).isEqualTo(said.equals("genuine") ? 0 : 1);
            return said;
        }
    }

    private static String example(String language) throws IOException {
        Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as("example in %s", language).isTrue();
        return block.group(1);
    }

    private Result deliver(int port, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("callwarden.yml"), """
                notify:
                  webhooks:
                    crm:
                      url: http://localhost:%d/hook
                      allow-private: true
                      secret: %s
                      template: '{"event": "call_missed", "name": "Jürgen"}'
                """.formatted(port, secret));
        Settings settings = Settings.of(file, Map.of(), Map.of());
        List<WebhookConfig> configs = WebhookConfig.from(settings);
        settings.check();
        try (Webhooks webhooks = new Webhooks(configs, "0.1", Clock.systemUTC())) {
            return webhooks.receivers().get(0).carrier().carry(List.of(WebhookCarrierTest.waiting()));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
