package io.callwarden.store;

import io.callwarden.call.Call;
import io.callwarden.notify.Announcer;
import io.callwarden.notify.OutboxConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;

/**
 * Measures PostgreSQL with many calls: {@code MonthsBenchmark JDBC-URL CALLS MONTHS [upgrade]}. An empty database is filled with calls, each with two
 * rings and a queue visit, of so many months that are past, the last included; then pages of a month and histories of customers are read,
 * and the first month is dropped while another agent writes. With {@code upgrade} it is filled as an agent without months does, and all
 * of it is brought up to date first.
 */
final class MonthsBenchmark {
    private static final int CUSTOMERS = 20_000;
    private static final int READS = 500;

    private static final String CALLS = """
            insert into call (call_no, id, pbx, uniqueid, direction, caller, caller_name, caller_e164, did, trunk, outcome, stage, missed,
                short_abandon, person_answered, answered_by, answered_at, started_at, asked_at, ended_at, wait_micros, ring_micros, talk_micros,
                hold_micros, total_micros, ended_by, hangup_cause, customer)
            select %2$s + n, 'hq-' || extract(epoch from at)::bigint || '.' || n, 'hq', extract(epoch from at)::bigint || '.' || n, 'inbound',
                '8926' || 1000000 + n %% %5$d, 'Caller ' || n, '+7926' || 1000000 + n %% %5$d, '7000', 'trunk-a', 'answered', 'queue', n %% 3 = 0,
                false, true, '101', at, at, at, at + interval '1 minute', 9000000, 9000000, 51000000, 0, 60000000, 'caller', 16,
                '+7926' || 1000000 + n %% %5$d
              from (select n, %1$s + n * (interval '28 days' / %4$d) as at from generate_series(0, %4$d - 1) as n) as calls
            """;
    private static final String IDS = "insert into call_id select id, call_made_at(id), started_at from call";
    private static final String RINGS = """
            insert into ring (part_no, call_no, extension, tried_at, rang_micros, result)
            select call_no * 65536 + i, call_no, '10' || i, started_at, 9000000, 'answered' from call, generate_series(0, 1) as i
            """;
    private static final String VISITS = """
            insert into queue_visit (part_no, call_no, queue, joined_at, waited_micros, exit)
            select call_no * 65536, call_no, 'sales', started_at, 9000000, 'answered' from call
            """;

    private final String url;
    private final int calls;
    private final int months;
    private final CallMonth last = CallMonth.of(Instant.now()).plus(-1);

    private MonthsBenchmark(String url, int calls, int months) {
        this.url = url;
        this.calls = calls;
        this.months = months;
    }

    public static void main(String[] args) throws SQLException {
        MonthsBenchmark benchmark = new MonthsBenchmark(args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        boolean upgrade = args.length > 3 && args[3].equals("upgrade");
        if (upgrade) {
            benchmark.migrateToBefore();
        } else {
            benchmark.makeMonths();
        }
        benchmark.fill(!upgrade);
        benchmark.measure();
    }

    private CallStore open(Instant time) {
        StoreConfig config = new StoreConfig(url, "callwarden", null, null, 0, StoreConfig.DEFAULT_BACKLOG);
        return new JdbcCallStore(
                Database.of(config, Clock.systemUTC()),
                config.dataDir(),
                null,
                Announcer.NOBODY,
                () -> OutboxConfig.DEFAULT,
                Clock.fixed(time, ZoneOffset.UTC));
    }

    private void migrateToBefore() {
        Flyway.configure()
                .dataSource(url, "callwarden", null)
                .locations("classpath:db/migration")
                .target("2")
                .load()
                .migrate();
    }

    private void makeMonths() {
        for (int i = 0; i < months; i++) {
            try (CallStore store = open(last.plus(-i).begin())) {
                store.makeMonths();
            }
        }
    }

    private void fill(boolean byMonth) throws SQLException {
        long start = System.nanoTime();
        int each = calls / months;
        for (int i = 0; i < months; i++) {
            CallMonth month = last.plus(-i);
            long number = byMonth ? month.number((long) i * each) : (long) i * each;
            execute(CALLS.formatted(MonthTable.CALL.begin(month), number, 0, each, CUSTOMERS));
        }
        if (byMonth) {
            execute(IDS);
        }
        execute(RINGS);
        execute(VISITS);
        execute("analyze");
        say("filled by SQL", start);
    }

    private void measure() throws SQLException {
        try (CallStore store = open(Instant.now())) {
            long start = System.nanoTime();
            store.prepare();
            say("schema brought up to date", start);
            execute("analyze");
            System.out.printf(
                    "%,d calls, %,d bytes each with indexes; of ids %,d%n",
                    calls,
                    bytes("call", "call_id", "ring", "queue_visit", "transfer") / calls,
                    bytes("call_id") / calls);
            times("newest page of a month", i -> page(store, last.plus(-(i % months)), 500));
            times("newest 50 of a month", i -> page(store, last.plus(-(i % months)), 50));
            times(
                    "newest 50 of all",
                    i -> read(store, CallFilter.all().newestFirst(true).limit(50)));
            times(
                    "all calls of a number, of all months",
                    i -> read(
                            store,
                            CallFilter.all()
                                    .newestFirst(true)
                                    .limit(50)
                                    .caller("8926" + (1_000_000 + i * 37 % CUSTOMERS))),
                    5);
            history();
            drop(store);
        }
    }

    private static void page(CallStore store, CallMonth month, int limit) {
        read(
                store,
                CallFilter.all()
                        .from(month.begin())
                        .until(month.plus(1).begin())
                        .newestFirst(true)
                        .limit(limit));
    }

    private static void read(CallStore store, CallFilter.Builder filter) {
        List<Call> read = store.list(filter.build());
        if (read.isEmpty()) {
            throw new IllegalStateException("Nothing was read");
        }
    }

    /** As when a call of his is written: the last 30 days of one customer. */
    private void history() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "callwarden", null);
                PreparedStatement statement = connection.prepareStatement(
                        "select * from call where customer = ? and started_at >= ? order by started_at, call_no")) {
            times("customer, last month", i -> {
                try {
                    statement.setString(1, "+7926" + (1_000_000 + i * 37 % CUSTOMERS));
                    statement.setObject(2, Columns.time(last.begin()));
                    statement.executeQuery().close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /** While another writes. */
    private void drop(CallStore store) {
        try (CallStore writing = open(Instant.now())) {
            AtomicBoolean dropped = new AtomicBoolean();
            CompletableFuture<Long> slowest = CompletableFuture.supplyAsync(() -> {
                long most = 0;
                for (int i = 0; !dropped.get(); i++) {
                    long start = System.nanoTime();
                    writing.write(SampleCalls.calls(50 * i, 50 * i + 50), List.of());
                    most = Math.max(most, System.nanoTime() - start);
                }
                return most;
            });
            long start = System.nanoTime();
            long gone = store.dropMonthsBefore(last.plus(2 - months).begin());
            say("dropped " + gone + " calls", start);
            dropped.set(true);
            System.out.printf("slowest write of 50 calls meanwhile: %.0f ms%n", slowest.join() / 1e6);
        }
    }

    private interface Read {
        void number(int i);
    }

    private static void times(String what, Read read) {
        times(what, read, READS);
    }

    private static void times(String what, Read read, int reads) {
        IntStream.range(0, Math.min(reads, 50)).forEach(read::number);
        long[] nanos = new long[reads];
        for (int i = 0; i < reads; i++) {
            long start = System.nanoTime();
            read.number(i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.1f ms, p99 %.1f ms%n", what, nanos[reads / 2] / 1e6, nanos[reads * 99 / 100] / 1e6);
    }

    private static void say(String what, long start) {
        System.out.printf(
                "%s: %.1f s%n",
                what, Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "callwarden", null);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long bytes(String... tables) throws SQLException {
        long bytes = 0;
        try (Connection connection = DriverManager.getConnection(url, "callwarden", null);
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("select coalesce(sum(pg_total_relation_size(relid)), 0)"
                        + " from pg_partition_tree('" + table + "') where isleaf")) {
                    row.next();
                    bytes += row.getLong(1);
                }
            }
        }
        return bytes;
    }
}
