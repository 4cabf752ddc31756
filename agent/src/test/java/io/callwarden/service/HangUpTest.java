package io.callwarden.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {
    @Test
    void signalIsHeardAndDoesNotEndTheProcess() throws Exception {
        Semaphore heard = new Semaphore(0);
        HangUp.on(heard::release);

        for (int i = 0; i < 2; i++) {
            new ProcessBuilder(
                            "kill",
                            "-HUP",
                            Long.toString(ProcessHandle.current().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
