package io.callwarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallTimes;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.EndedBy;
import io.callwarden.call.Outcome;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Stage;
import io.callwarden.call.Transfer;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.Closing;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every database must do when a person is to be forgotten. */
abstract class ForgettingContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ANNA = "+79260004001";
    private static final String BORIS = "+79260005002";
    /** Of Anna, in whatever spelling, and her name. */
    static final List<String> TRACES = List.of("60004001", "000-40-01", "Karenina");

    private static final PhoneNumbers NUMBERS = new PhoneNumbers("RU");
    private static final Customers CUSTOMERS =
            new Customers(number -> NUMBERS.e164(number).orElse(null), "101"::equals);
    private static final Recovery RECOVERY =
            new Recovery(CUSTOMERS, new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    @TempDir
    private Path keys;

    private StoreConfig database;
    private CallStore store;

    /** A new, empty database. */
    abstract StoreConfig newDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        StoreConfig made = newDatabase();
        database = new StoreConfig(
                made.jdbcUrl(),
                made.user(),
                made.password(),
                made.dataDir() == null ? keys : made.dataDir(),
                made.retentionDays(),
                made.backlog());
        store = opened();
    }

    private CallStore opened() {
        Announcer notices = (calls, news) -> calls.stream()
                .map(call -> new Notice(
                        "webhook:crm",
                        call.id().toString(),
                        Event.CALL_ENDED,
                        "ended-" + call.id(),
                        NOW,
                        "{\"caller\":\"" + call.caller().number() + "\",\"did\":\"" + call.did() + "\"}",
                        null))
                .toList();
        return CallStore.open(database, RECOVERY, notices, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nothingOfThePersonIsLeftAndEverythingOfOthersIs() throws Exception {
        writeDay();
        store.outbox()
                .delivered(
                        List.of(store.outbox()
                                .list(null, Outbox.State.WAITING, 1)
                                .get(0)
                                .id()),
                        NOW);
        assertThat(everything()).contains(TRACES);

        Forgotten gone = store.forget(anna("8 926 000-40-01"), false);

        assertThat(everything()).doesNotContain(TRACES).contains(BORIS, "Boris Godunov", "(forgotten) has it");
        assertThat(gone.calls()).isEqualTo(6);
        assertThat(gone.callBacks()).isEqualTo(2);
        assertThat(gone.notices()).isEqualTo(4);
        assertThat(gone.told()).isEqualTo(Map.of("webhook:crm", 1));
        assertThat(store.forget(anna(ANNA), true).nothing()).isTrue();
    }

    @Test
    void countsOfPastDaysStayAsTheyWere() {
        writeDay();
        CallFilter missed = CallFilter.all().missedOnly(true).build();
        long calls = store.count(CallFilter.all().build());
        long missedCalls = store.count(missed);

        store.forget(anna(ANNA), false);

        assertThat(store.count(CallFilter.all().build())).isEqualTo(calls);
        assertThat(store.count(missed)).isEqualTo(missedCalls);
        assertThat(store.tasks().open(10)).extracting(Task::customer).containsExactly(BORIS);
        List<Task> closed = store.tasks().closed(NOW.minus(Duration.ofDays(1)), NOW.plusSeconds(1)).stream()
                .filter(task -> task.customer().startsWith("forgotten~"))
                .toList();
        assertThat(closed)
                .extracting(task -> task.closing().how())
                .containsExactlyInAnyOrder(Closing.How.CALLER, Closing.How.DISMISSED);
        assertThat(closed)
                .extracting(Task::customer)
                .as("still one customer")
                .containsOnly(closed.get(0).customer());
        assertThat(store.tasks().rebuild(NOW))
                .as("customers whose tasks are others than their calls say")
                .isZero();
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() {
        writeDay();
        String before = everything();
        Forgotten found = store.forget(anna(ANNA), true);
        assertThat(everything()).isEqualTo(before);
        assertThat(store.forget(anna(ANNA), false))
                .usingRecursiveComparison()
                .ignoringFields("traces")
                .isEqualTo(found);
    }

    @Test
    void aCallThatGoesOnMeanwhileIsOneOfNobodyAndALaterOneIsRecorded() {
        store.write(List.of(missed(1, ANNA, 60)), List.of());
        store.forget(anna(ANNA), false);
        store.write(List.of(missed(2, "8 (926) 000-40-01", 1), outbound(3, "89260004001", 1)), List.of());
        assertThat(everything()).doesNotContain(TRACES);
        assertThat(store.tasks().open(10)).isEmpty();
        close();
        store = opened();
        store.write(List.of(missed(4, "9260004001", 1)), List.of());
        assertThat(everything()).as("after a restart").doesNotContain(TRACES);

        store.write(List.of(missed(5, ANNA, -1)), List.of());
        assertThat(store.tasks().open(10)).extracting(Task::customer).containsExactly(ANNA);
    }

    @Test
    void nothingIsLeftInTheFileOnceItIsRewritten() throws Exception {
        writeDay();
        store.forget(anna(ANNA), false);
        if (database.jdbcUrl() == null) {
            assertThat(TRACES).as("bytes before").anyMatch(bytes()::contains);
        }
        store.rewriteFile();
        assertThat(store.count(CallFilter.all().build())).isEqualTo(8);
        close();
        assertThat(bytes()).doesNotContain(TRACES);
        store = opened();
        assertThat(store.count(CallFilter.all().build())).isEqualTo(8);
    }

    @Test
    void theFileIsRewrittenAtTheNextStart() throws Exception {
        writeDay();
        store.forget(anna(ANNA), false);
        close();
        store = opened();
        store.prepare();
        assertThat(store.count(CallFilter.all().build())).isEqualTo(8);
        close();
        assertThat(bytes()).doesNotContain(TRACES);
        store = opened();
    }

    @Test
    void numbersThatAreTooOldAreMaskedAndReturningCustomersStillCount() throws Exception {
        writeDay();
        store.write(List.of(missed(9, "+7 926 000-40-01", 59), missed(10, "+79260009009", 250)), List.of());
        store.tasks().rebuild(NOW);
        store.tasks().dismiss("+79260009009", new Fact.Dismissal(NOW.minus(Duration.ofMinutes(170)), "Olga", "spam"));
        Instant moment = NOW.minus(Duration.ofMinutes(150));
        List<String> open = store.tasks().open(10).stream().map(Task::customer).toList();

        while (store.maskBefore(moment, 2) == 2) {}

        assertThat(store.list(CallFilter.all().until(moment).build()))
                .hasSize(4)
                .allSatisfy(call ->
                        assertThat(call.toString()).doesNotContain(TRACES).contains("####"));
        assertThat(store.list(CallFilter.all().from(moment).build()))
                .hasSize(6)
                .asString()
                .contains(ANNA);
        assertThat(store.tasks().open(10))
                .extracting(Task::customer)
                .isEqualTo(open)
                .contains(ANNA);
        assertThat(customersOfCalls().filter(name -> name.startsWith("+7926000####~")))
                .as("three calls of one customer and one of another")
                .hasSize(4);
        assertThat(customersOfCalls().distinct().filter(name -> name.startsWith("+7926000####~")))
                .hasSize(2);
        assertThat(store.tasks().rebuild(NOW)).isZero();
        String before = everything();
        while (store.maskBefore(moment, 2) == 2) {}
        assertThat(everything()).isEqualTo(before);

        store.forget(anna(ANNA), false);
        assertThat(customersOfCalls().distinct().filter(name -> name.startsWith("+7926000####~")))
                .as("whoever is forgotten is found under his mask")
                .hasSize(1);
        assertThat(everything()).doesNotContain(TRACES);
    }

    private Stream<String> customersOfCalls() {
        return ((JdbcCallStore) store)
                        .database()
                        .jdbi()
                        .withHandle(handle -> handle.createQuery("select customer from call where customer is not null")
                                .mapTo(String.class)
                                .list())
                        .stream();
    }

    @Test
    void theKeyIsReadableForItsOwnerOnly() throws Exception {
        store.forget(anna(ANNA), false);
        Path key = database.dataDir().resolve(NumberKey.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    private void writeDay() {
        store.write(
                List.of(
                        missed(1, "8 926 000-40-01", 300),
                        outbound(2, "89260004001", 280),
                        talked(3, ANNA, 200),
                        missed(4, "+7 (926) 000-40-01", 120),
                        missed(5, BORIS, 100),
                        sentOn(6, "+79260007007", "9260004001", 90),
                        sentOn(7, "+79260007008", "+79260004001", 80)),
                List.of());
        store.tasks()
                .dismiss(
                        BORIS, new Fact.Dismissal(NOW.minus(Duration.ofMinutes(50)), "Olga", "8 926 000-40-01 has it"));
        store.write(List.of(missed(8, BORIS, 1)), List.of());
        store.tasks().rebuild(NOW);
    }

    /** All rows of all tables as text. */
    private String everything() {
        List<String> tables = new ArrayList<>(Retention.TABLES);
        tables.addAll(List.of("forgotten", "forgotten_number"));
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            ((JdbcCallStore) store)
                    .database()
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("select * from " + table)
                            .mapToMap()
                            .list())
                    .forEach(row -> all.append(table).append(row).append('\n'));
        }
        return all.toString();
    }

    /** What the files of a built-in database hold; nothing for another. */
    private String bytes() throws Exception {
        StringBuilder all = new StringBuilder();
        if (database.jdbcUrl() == null) {
            try (var files = Files.list(database.dataDir())) {
                for (Path file : files.toList()) {
                    all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all.toString();
    }

    private static Person anna(String number) {
        return Person.of(CUSTOMERS, number).orElseThrow();
    }

    private static Call missed(int number, String caller, int minutesAgo) {
        return call(number, Direction.INBOUND, stranger(caller), "7001", null, List.of(), minutesAgo);
    }

    private static Call talked(int number, String caller, int minutesAgo) {
        return call(number, Direction.INBOUND, stranger(caller), "7001", "101", List.of(), minutesAgo);
    }

    private static Call outbound(int number, String to, int minutesAgo) {
        return call(number, Direction.OUTBOUND, new Caller("101", "Olga", null), to, null, List.of(), minutesAgo);
    }

    /** To somebody outside. */
    private static Call sentOn(int number, String caller, String to, int minutesAgo) {
        return call(
                number,
                Direction.INBOUND,
                new Caller(caller, "Boris Godunov", caller),
                "7001",
                to,
                List.of(new Transfer(Transfer.Kind.BLIND, "101", to, NOW, true)),
                minutesAgo);
    }

    private static Caller stranger(String number) {
        boolean anna = NUMBERS.e164(number).filter(ANNA::equals).isPresent();
        return new Caller(
                number,
                anna ? "Anna Karenina" : "Boris Godunov",
                NUMBERS.e164(number).orElse(null));
    }

    private static Call call(
            int number,
            Direction direction,
            Caller caller,
            String did,
            String answeredBy,
            List<Transfer> transfers,
            int minutesAgo) {
        Instant start = NOW.minus(Duration.ofMinutes(minutesAgo));
        return new Call(
                new CallId("hq", "1.1" + number),
                direction,
                caller,
                did,
                "trunk",
                List.of(),
                answeredBy == null ? Outcome.ABANDONED : Outcome.ANSWERED,
                Stage.RING,
                direction == Direction.INBOUND && answeredBy == null,
                false,
                answeredBy == null ? null : new Answer(answeredBy, null, start.plusSeconds(5)),
                List.of(new Ring(
                        direction == Direction.OUTBOUND ? did : answeredBy == null ? "101" : answeredBy,
                        start,
                        Duration.ofSeconds(5),
                        answeredBy == null ? RingResult.CALLER_GAVE_UP : RingResult.ANSWERED)),
                transfers,
                new CallTimes(
                        start,
                        start,
                        start.plusSeconds(9),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        answeredBy == null ? Duration.ZERO : Duration.ofSeconds(4),
                        Duration.ZERO,
                        Duration.ofSeconds(9)),
                EndedBy.CALLER,
                16);
    }
}
