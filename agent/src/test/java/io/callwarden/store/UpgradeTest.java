package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callwarden.backup.Contents;
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
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final PhoneNumbers NUMBERS = new PhoneNumbers("RU");
    private static final Recovery RECOVERY = new Recovery(
            new Customers(number -> NUMBERS.e164(number).orElse(null), "101"::equals),
            new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    @TempDir
    Path data;

    @Test
    void callsOfBeforeThereWereCallBacksAreKeptAndTheirCustomersFollowed() throws IOException {
        copyOfVersion1(StoreConfig.in(data));
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

    @Test
    void databaseIsBackedUpBeforeItsTablesAreChangedAndTheBackupLeadsBack() throws IOException {
        StoreConfig config = StoreConfig.in(data);
        copyOfVersion1(config);
        try (CallStore store = CallStore.open(config, RECOVERY, Announcer.NOBODY, CLOCK)) {
            store.prepare();
            assertThat(store.schemaVersion()).isNotEqualTo("1");
        }
        List<Path> backups = EmbeddedBackupTest.all(data.resolve("backups"));
        assertThat(backups).hasSize(1);
        assertThat(backups.get(0).getFileName().toString())
                .matches("callwarden-before-schema-\\d+-20261120T120000Z\\.sql\\.gz");

        Contents restored = EmbeddedBackupTest.restore(backups.get(0), config).contents();

        assertThat(restored.schemaVersion()).isEqualTo("1");
        assertThat(restored.rows()).containsEntry("call", 455L).doesNotContainKey("outbox");
    }

    @Test
    void databaseThatIsUpToDateOrNewIsNotBackedUpAtAStart() {
        for (int start = 0; start < 2; start++) {
            try (CallStore store = CallStore.open(StoreConfig.in(data), RECOVERY, Announcer.NOBODY, CLOCK)) {
                store.prepare();
            }
        }
        assertThat(data.resolve("backups")).doesNotExist();
    }

    @Test
    void tablesStayAsTheyAreWhereTheyCannotBeBackedUp() throws IOException {
        StoreConfig config = StoreConfig.in(data);
        copyOfVersion1(config);
        Path inTheWay = Files.writeString(data.resolve("backups"), "not a folder");
        try (CallStore store = CallStore.open(config, RECOVERY, Announcer.NOBODY, CLOCK)) {
            assertThatThrownBy(store::prepare)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("are not changed from version 1 to ")
                    .hasMessageContaining("cannot be backed up before")
                    .hasMessageContaining("the version of before works with these tables");
            assertThat(EmbeddedDatabase.of(config)).isPresent();
            Files.delete(inTheWay);
            store.prepare();
            assertThat(store.schemaVersion()).as("when it can be backed up").isNotEqualTo("1");
        }
    }

    @Test
    void onlyTheLatestBackupsOfBeforeAreKept() throws IOException {
        Path backups = Files.createDirectory(data.resolve("backups"));
        for (String old : List.of("3-20260101", "4-20260201", "5-20260301", "6-20260401")) {
            Files.createFile(backups.resolve("callwarden-before-schema-" + old + "T000000Z.sql.gz"));
        }
        Path other = Files.createFile(backups.resolve("callwarden-before-schema-of-mine.sql.gz"));
        copyOfVersion1(StoreConfig.in(data));
        try (CallStore store = CallStore.open(StoreConfig.in(data), RECOVERY, Announcer.NOBODY, CLOCK)) {
            store.prepare();
        }
        assertThat(EmbeddedBackupTest.all(backups))
                .contains(other)
                .hasSize(4)
                .noneMatch(file -> file.toString().contains("20260201"));
    }

    /** A data file that an agent wrote whose tables were of version 1. */
    static void copyOfVersion1(StoreConfig config) throws IOException {
        Files.createDirectories(config.dataDir());
        try (InputStream file = UpgradeTest.class.getResourceAsStream("/databases/schema-1.mv.db")) {
            Files.copy(file, config.dataDir().resolve("callwarden.mv.db"));
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
            List<Entry> entries =
                    CustomerHistory.of(customer, known, RECOVERY.rules().get(), NOW);
            if (!entries.isEmpty()) {
                expected.put(customer, entries);
            }
        });
        return expected;
    }
}
