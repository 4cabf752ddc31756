package io.callwarden.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HangUpTest {
    /** Says when it hears the signal; ends when nobody speaks to it any more. */
    static final class Daemon {
        public static void main(String[] arguments) throws IOException {
            HangUp.on(() -> System.out.println("heard"));
            System.out.println("listening");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void signalIsHeardAndDoesNotEndTheProcess() throws Exception {
        // Java leaves the signal ignored where it was so from the start, as below nohup; hence a process with a fresh
        // one.
        Process daemon = new ProcessBuilder(
                        "env",
                        "--default-signal=HUP",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Daemon.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = daemon.inputReader()) {
            assertThat(said.readLine()).isEqualTo("listening");
            for (int i = 0; i < 2; i++) {
                new ProcessBuilder(List.of("kill", "-HUP", Long.toString(daemon.pid())))
                        .inheritIO()
                        .start()
                        .waitFor();
                assertThat(said.readLine()).isEqualTo("heard");
            }
            assertThat(daemon.isAlive()).isTrue();
        } finally {
            daemon.destroyForcibly();
            daemon.waitFor(30, TimeUnit.SECONDS);
        }
    }
}
