package io.callwarden.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.notify.Carrier.Result;
import io.callwarden.notify.Carrier.Result.Delivered;
import io.callwarden.notify.Carrier.Result.Later;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineTest {
    private static final MailServer SERVER = Told.server(25, Encryption.NONE, null, null);

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void attemptThatTakesTooLongIsLeftAndNoneIsBegunBesideIt() {
        try (Deadline deadline = new Deadline(SERVER, "mail:shift", Duration.ofMillis(200))) {
            AtomicBoolean ended = new AtomicBoolean();
            assertThat(problem(deadline.within(() -> stuck(ended)))).contains("did not take a mail within");
            assertThat(problem(deadline.within(Delivered::new))).contains("still holds an earlier attempt");

            end.countDown();
            await().untilAsserted(
                            () -> assertThat(deadline.within(Delivered::new)).isEqualTo(new Delivered()));
            assertThat(ended).isTrue();
        }
    }

    @Test
    void stopOfTheAgentWaitsForAnAttemptOnlyForAWhile() {
        Deadline deadline = new Deadline(SERVER, "mail:shift", Duration.ofMinutes(5));
        CompletableFuture<Result> attempt =
                CompletableFuture.supplyAsync(() -> deadline.within(() -> stuck(new AtomicBoolean())));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("mail:shift")));
        deadline.close();

        assertThat(problem(attempt.join())).isEqualTo("the agent was stopped");
        assertThat(problem(deadline.within(Delivered::new))).isEqualTo("the agent was stopped");
        end.countDown();
    }

    private Result stuck(AtomicBoolean ended) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        ended.set(true);
        return new Delivered();
    }

    private static String problem(Result result) {
        assertThat(result).isInstanceOf(Later.class);
        return ((Later) result).problem();
    }
}
