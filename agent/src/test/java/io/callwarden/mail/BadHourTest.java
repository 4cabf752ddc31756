package io.callwarden.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Carrier.Result.Delivered;
import io.callwarden.notify.Event;
import io.callwarden.notify.Filter;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Notifications;
import io.callwarden.notify.Outbox.Waiting;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.notify.Receiver;
import io.callwarden.notify.Subscription;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.store.CallStore;
import io.callwarden.store.SampleCalls;
import io.callwarden.store.StoreConfig;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls written into a real store, told over a real mail server, with the agent restarted in between; the hour passes on a virtual clock. */
class BadHourTest {
    private static final int CALLS = 500;
    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final Customers CUSTOMERS = new Customers(number -> null, number -> true);
    private static final Recovery RECOVERY =
            new Recovery(CUSTOMERS, new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    @TempDir
    Path dir;

    private final HandClock clock = new HandClock();

    @Test
    void badHourIsFewMailsThatTellEveryCallOnceAndInOrderThroughRestarts() throws Exception {
        List<String> told = new ArrayList<>();
        try (PostOffice office = PostOffice.open()) {
            for (int minute = 0; minute <= 66; minute += 3) {
                // Each step is an agent of its own: two of three stop while notices gather.
                clock.now = Told.NOON.plus(Duration.ofMinutes(minute));
                try (CallStore store = CallStore.open(StoreConfig.in(dir), RECOVERY, announcer(), clock);
                        MailCarrier carrier = new MailCarrier(
                                Told.server(office.port(), Encryption.NONE, null, null),
                                Told.list("anna@example.org"),
                                clock)) {
                    store.write(callsOf(minute), List.of());
                    told.addAll(deliver(store, carrier));
                }
            }

            assertThat(told)
                    .containsExactlyElementsOf(Told.badHour(CALLS).stream()
                            .map(waiting -> waiting.notice().key())
                            .toList());
            assertThat(office.taken).hasSizeBetween(6, 12);
            assertThat(office.taken.stream().mapToInt(BadHourTest::counted).sum())
                    .isEqualTo(CALLS);
        }
    }

    @Test
    void courierBringsTheMissedCallsThatGatheredInOneMail() throws Exception {
        try (PostOffice office = PostOffice.open()) {
            MailServer server = Told.server(office.port(), Encryption.NONE, null, null);
            MailList list =
                    new MailList("shift", List.of("anna@example.org"), Duration.ofSeconds(2), ZoneOffset.UTC, null);
            Filter missed =
                    new Filter(Set.of(Event.CALL_MISSED), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);
            Receiver receiver = new Receiver(
                    new Subscription(list.receiver(), missed, Duration.ZERO), new MailCarrier(server, list, clock));
            Notifications notifications =
                    new Notifications(List.of(receiver), CUSTOMERS, null, OutboxConfig.DEFAULT, clock);
            try (CallStore store = CallStore.open(StoreConfig.in(dir), RECOVERY, notifications.announcer(), clock);
                    notifications) {
                notifications.start(store.outbox());
                // Of these calls every third was missed.
                store.write(IntStream.range(0, 7).mapToObj(SampleCalls::call).toList(), List.of());
                store.write(List.of(SampleCalls.call(12)), List.of());
                clock.now = clock.now.plus(list.gather());

                await().atMost(Duration.ofSeconds(20))
                        .until(() -> notifications.stats().get(0).delivered() == 4);
            }
            assertThat(office.taken)
                    .singleElement()
                    .satisfies(taken -> assertThat(taken.mail().getSubject()).isEqualTo("4 missed calls"));
        }
    }

    private List<String> deliver(CallStore store, MailCarrier carrier) {
        List<Waiting> taken =
                store.outbox().takeTogether("mail:shift", clock.now, carrier.gather(), HOLD, carrier.atOnce());
        if (taken.isEmpty()) {
            return List.of();
        }
        assertThat(carrier.carry(taken)).isEqualTo(new Delivered());
        store.outbox().delivered(taken.stream().map(Waiting::id).toList(), clock.now);
        return taken.stream().map(waiting -> waiting.notice().key()).toList();
    }

    private static int counted(PostOffice.Taken taken) {
        try {
            return Integer.parseInt(taken.mail().getSubject().split(" ")[0]);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Call> callsOf(int minute) {
        return IntStream.range(minute * CALLS / 60, Math.min(CALLS, (minute + 3) * CALLS / 60))
                .mapToObj(SampleCalls::call)
                .toList();
    }

    private static Announcer announcer() {
        return (calls, news) -> calls.stream().map(BadHourTest::notice).toList();
    }

    private static Notice notice(Call call) {
        String id = call.id().toString();
        return Told.missed(Integer.parseInt(id.substring(id.lastIndexOf('.') + 1)), "Anna")
                .notice();
    }

    private static final class HandClock extends Clock {
        private volatile Instant now = Told.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
