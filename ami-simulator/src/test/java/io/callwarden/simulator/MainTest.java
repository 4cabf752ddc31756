package io.callwarden.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private String output = "";

    @Test
    void helpNamesEveryCommandAndOption() {
        assertThat(run("--help")).isZero();
        assertThat(output).contains("list", "play", "serve", "write", "Exit codes");
        assertThat(run("play", "--help")).isZero();
        assertThat(output).contains("--speed", "--repeat", "--parallel", "--fault", "half-open", "--secret");
    }

    @Test
    void listShowsRecordingsAndTheirTruth() {
        assertThat(run("list")).isZero();
        assertThat(output)
                .contains("asterisk-22.10/queue_answered")
                .hasLineCount(Recordings.names().size());
        assertThat(run("list", "--truth", "asterisk-22.10/queue_answered")).isZero();
        assertThat(output).contains("\"outcome\": \"answered\"");
    }

    @Test
    void mistakesAreSaidInOneLine() throws IOException {
        assertThat(run("play", "no-such-thing", "--port", "0")).isEqualTo(1);
        assertThat(output)
                .contains("\"no-such-thing\" is neither a file nor the name")
                .hasLineCount(1);
        assertThat(run("play", "asterisk-22.10/ivr_hangup", "--speed", "fast")).isEqualTo(2);
        assertThat(output).contains("must be a number over 0 or max, found \"fast\"");
        assertThat(run("serve", "--fault", "meteor@3")).isEqualTo(2);
        assertThat(output).contains("there is no fault \"meteor\"; there are cut, half-open");
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run("play", "asterisk-22.10/ivr_hangup", "--now", "--bind", "0.0.0.0", "--port", port))
                    .isEqualTo(1);
            assertThat(output).contains("cannot listen on", port);
        }
    }

    @Test
    void writeMakesAFileThatCanBeReadAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("many.ami.gz");

        assertThat(run(
                        "write",
                        "asterisk-22.10/ivr_hangup",
                        "asterisk-22.10/queue_answered",
                        "-o",
                        file.toString(),
                        "--repeat",
                        "3",
                        "--parallel",
                        "2"))
                .isZero();

        Recording many = Recording.read(file);
        assertThat(many.name()).isEqualTo("many");
        int each = Recordings.read("asterisk-22.10/ivr_hangup").messages().size()
                + Recordings.read("asterisk-22.10/queue_answered").messages().size();
        assertThat(many.messages()).hasSize(6 * each);
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void playWaitsForAClientAndEndsAfterTheLastEvent(@TempDir Path folder) throws Exception {
        Path portFile = folder.resolve("port");
        CompletableFuture<Integer> command = CompletableFuture.supplyAsync(() -> Main.run(
                "play",
                "asterisk-22.10/ivr_hangup",
                "--speed",
                "max",
                "--port",
                "0",
                "--port-file",
                portFile.toString(),
                "--fault",
                "unknown-events@60"));
        TestClient client = TestClient.atPortIn(portFile);
        client.ask("Action: Login\nUsername: agent\nSecret: s3cret");

        assertThat(client.readUntil("Event: Hangup\n")).last().asString().contains("Cause: ");
        assertThat(command.get(30, TimeUnit.SECONDS)).isZero();
        client.close();
    }

    private int run(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(bytes, true, UTF_8)) {
            System.setOut(captured);
            System.setErr(captured);
            return Main.run(args);
        } finally {
            System.setOut(out);
            System.setErr(err);
            output = bytes.toString(UTF_8);
        }
    }
}
