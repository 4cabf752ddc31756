package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callwarden.notify.Notifications;
import io.callwarden.notify.Outbox.State;
import io.callwarden.notify.OutboxConfig;
import io.callwarden.notify.TestCarrier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDeliveryTest extends DeliveryContract {
    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @Override
    StoreConfig newDatabase() throws Exception {
        return POSTGRES.newDatabase();
    }

    @Test
    void twoAgentsOnOneOutboxBringEachNoticeOnce() {
        TestCarrier one = new TestCarrier("webhook:crm", 3);
        TestCarrier other = new TestCarrier("webhook:crm", 3);
        start(one);
        Notifications second = new Notifications(receivers(other), null, null, OutboxConfig.DEFAULT, Clock.systemUTC());
        try (CallStore secondStore = CallStore.open(config());
                second) {
            second.start(secondStore.outbox());
            for (int i = 0; i < 100; i++) {
                write(missed("+792600041" + (10 + i)));
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> store().outbox().list(null, State.WAITING, 1).isEmpty());
            List<String> keys = new ArrayList<>(one.takenKeys());
            keys.addAll(other.takenKeys());
            assertThat(keys).hasSize(200).doesNotHaveDuplicates();
        }
    }

    @Test
    void aDatabaseThatGoesAwayAndComesBackLosesNothing() throws Exception {
        TestCarrier crm = new TestCarrier("webhook:crm", 2);
        start(crm);
        write(missed("+79260004001"));
        await().atMost(Duration.ofSeconds(30)).until(() -> crm.taken.size() == 2);
        POSTGRES.stop();
        POSTGRES.start();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            write(missed("+79260004002"));
            return true;
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> crm.takenKeys().stream()
                        .anyMatch(key -> key.startsWith("callback_opened") && !key.endsWith(".1")));
    }
}
