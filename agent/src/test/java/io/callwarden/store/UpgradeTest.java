package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.CustomerHistory;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data files that agents of earlier versions wrote while they listened to a simulated PBX. */
class UpgradeTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final PhoneNumbers NUMBERS = new PhoneNumbers("RU");
    private static final Recovery RECOVERY = new Recovery(
            new Customers(number -> NUMBERS.e164(number).orElse(null), "101"::equals),
            new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    @TempDir
    Path data;

    @Test
    void callsOfBeforeThereWereCallBacksAreKeptAndTheirCustomersFollowed() throws IOException {
        try (InputStream file = UpgradeTest.class.getResourceAsStream("/databases/schema-1.mv.db")) {
            Files.copy(file, data.resolve("callwarden.mv.db"));
        }
        try (CallStore store =
                CallStore.open(StoreConfig.in(data), RECOVERY, Announcer.NOBODY, Clock.fixed(NOW, ZoneOffset.UTC))) {
            store.prepare();
            List<Call> calls = new ArrayList<>();
            store.forEach(CallFilter.all().limit(Integer.MAX_VALUE).build(), calls::add);
            assertThat(calls).hasSize(455);
            assertThat(calls).filteredOn(Call::missed).hasSize(89);

            Map<String, List<Entry>> expected = expected(calls);
            assertThat(expected).hasSizeGreaterThan(50);
            assertThat(store.tasks().makeOnce(NOW)).isEqualTo(expected.size());
            expected.forEach((customer, entries) ->
                    assertThat(store.tasks().of(customer)).isEqualTo(entries));
            assertThat(store.tasks().makeOnce(NOW)).as("only once").isZero();
        }
    }

    private static Map<String, List<Entry>> expected(List<Call> calls) {
        Map<String, List<Fact>> facts = new TreeMap<>();
        for (Call call : calls) {
            RECOVERY.customers()
                    .of(call)
                    .ifPresent(customer -> Customers.fact(call)
                            .ifPresent(fact -> facts.computeIfAbsent(customer, first -> new ArrayList<>())
                                    .add(fact)));
        }
        Map<String, List<Entry>> expected = new TreeMap<>();
        facts.forEach((customer, known) -> {
            List<Entry> entries = CustomerHistory.of(customer, known, RECOVERY.rules(), NOW);
            if (!entries.isEmpty()) {
                expected.put(customer, entries);
            }
        });
        return expected;
    }
}
