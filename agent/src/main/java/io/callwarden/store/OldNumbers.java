package io.callwarden.store;

import io.callwarden.number.MaskedNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Masks numbers of calls that are older than whole numbers may be, in place: all numbers of people outside, and their names. A customer stays
 * one and the same by a {@link Tokens token}. Whoever is still to be called back keeps his number, with the calls of that call-back. Goes through
 * the calls in the order of time, some at a time, and remembers in the database how far it came. One thread.
 */
final class OldNumbers {
    /** Calls that were written late are looked for once more. */
    private static final Duration LATE = Duration.ofDays(2);

    private static final Instant LONG_AGO = Instant.parse("1980-01-01T00:00:00Z");

    /** Of call-backs that stay whole: their calls are told from again and again. */
    private static final String NO_TASK = """
            not exists (select 1 from recovery_task t
                    where t.customer = c.customer and (t.closed_at is null or t.closed_at >= :cutoff)
                      and t.first_missed_at <= coalesce(c.ended_at, c.started_at))
            """;

    private static final String SOME = """
            select * from call c
             where started_at >= :at and started_at < :cutoff and (started_at > :at or call_no > :no)
             order by started_at, call_no limit :most
            """;
    private static final String OF_CUSTOMER =
            "select * from call c where customer = :customer and started_at < :cutoff and " + NO_TASK;

    private final Jdbi jdbi;
    private final Path dataDir;
    private Position position;

    /** Up to which call it is done. */
    private record Position(Instant at, long number) {}

    private record Old(Instant began, CallTexts texts) {}

    OldNumbers(Jdbi jdbi, Path dataDir) {
        this.jdbi = jdbi;
        this.dataDir = dataDir;
    }

    /** Masks some; returns how many calls were looked at, fewer than {@code atMost} when all that are old enough were. */
    int mask(Instant cutoff, int atMost) {
        NumberKey key = NumberKey.in(dataDir);
        if (position == null) {
            position = new Position(jdbi.inTransaction(handle -> since(handle, key)), -1);
        }
        List<Old> some = jdbi.withHandle(handle -> some(handle, cutoff, atMost));
        maskCustomers(some.stream().map(old -> old.texts().customer()).toList(), new Tokens(key), cutoff);
        jdbi.useTransaction(handle -> write(
                handle,
                some.stream()
                        .map(Old::texts)
                        .filter(texts -> texts.customer() == null)
                        .toList(),
                null));
        if (some.size() == atMost) {
            Old last = some.get(atMost - 1);
            position = new Position(last.began(), last.texts().number());
        } else {
            endedSince(cutoff, new Tokens(key));
            jdbi.useHandle(handle -> handle.createUpdate("update masking set masked_until = :cutoff")
                    .bind("cutoff", Columns.time(cutoff))
                    .execute());
            position = null;
        }
        return some.size();
    }

    /** @throws StoreException where numbers were masked by another key: a customer would be two */
    private static Instant since(Handle handle, NumberKey key) {
        handle.createUpdate("""
                        insert into masking (key_hash, masked_until) select :key, :ago where not exists (select 1 from masking)
                        """)
                .bind("key", key.fingerprint())
                .bind("ago", Columns.time(LONG_AGO))
                .execute();
        return handle.createQuery("select masked_until from masking where key_hash = :key")
                .bind("key", key.fingerprint())
                .map((row, context) -> Columns.instant(row, "masked_until"))
                .findOne()
                .orElseThrow(() -> new StoreException(
                        "numbers were masked by another key so far: copy the file %s of the agent that did into data-dir"
                                .formatted(NumberKey.FILE),
                        null))
                .minus(LATE);
    }

    private List<Old> some(Handle handle, Instant cutoff, int atMost) {
        return handle.createQuery(SOME)
                .bind("at", Columns.time(position.at()))
                .bind("no", position.number())
                .bind("cutoff", Columns.time(cutoff))
                .bind("most", atMost)
                .map((row, context) -> new Old(Columns.instant(row, "started_at"), CallTexts.read(row)))
                .list();
    }

    /** Their calls may be older than what was masked before: they were kept for the call-back. */
    private void endedSince(Instant cutoff, Tokens tokens) {
        List<String> customers = jdbi.withHandle(handle -> handle.createQuery(
                        "select distinct customer from recovery_task where closed_at < :cutoff and "
                                + Tokens.none("customer"))
                .bind("cutoff", Columns.time(cutoff))
                .mapTo(String.class)
                .list());
        maskCustomers(customers, tokens, cutoff);
    }

    private void maskCustomers(List<String> customers, Tokens tokens, Instant cutoff) {
        TreeSet<String> whole = new TreeSet<>();
        customers.stream()
                .filter(customer -> customer != null && !customer.contains(Tokens.SIGN))
                .forEach(whole::add);
        whole.forEach(
                customer -> jdbi.useTransaction(handle -> maskCustomer(handle, customer, tokens.of(customer), cutoff)));
    }

    /** All of one customer at once, so that nobody ever sees his call-back without its calls. */
    private static void maskCustomer(Handle handle, String customer, String token, Instant cutoff) {
        new CustomerTable(handle).hold(List.of(customer, token));
        List<CallTexts> calls = handle.createQuery(OF_CUSTOMER)
                .bind("customer", customer)
                .bind("cutoff", Columns.time(cutoff))
                .map((row, context) -> CallTexts.read(row))
                .list();
        write(handle, calls, token);
        rename(handle, "recovery_task", "closed_at", customer, token, cutoff);
        rename(handle, "recovery_dismissal", "dismissed_at", customer, token, cutoff);
    }

    private static void rename(
            Handle handle, String table, String time, String customer, String token, Instant cutoff) {
        handle.createUpdate("update " + table + " set customer = :token where customer = :customer and " + time
                        + " < :cutoff")
                .bind("token", token)
                .bind("customer", customer)
                .bind("cutoff", Columns.time(cutoff))
                .execute();
    }

    private static void write(Handle handle, List<CallTexts> calls, String token) {
        List<CallTexts> changed = new ArrayList<>();
        for (CallTexts call : calls) {
            CallTexts masked = call.masked(token);
            if (!masked.equals(call)) {
                changed.add(masked);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        changed.sort(Comparator.comparingLong(CallTexts::number));
        CallTexts.update(handle, changed);
        parts(handle, changed, "ring", "extension");
        parts(handle, changed, "transfer", "transferred_from");
        parts(handle, changed, "transfer", "transferred_to");
    }

    private record PartText(long number, String text) {}

    private static void parts(Handle handle, List<CallTexts> calls, String table, String column) {
        Long[] numbers = calls.stream().map(CallTexts::number).toArray(Long[]::new);
        List<PartText> parts = handle.createQuery("select p.part_no, p." + column
                        + " as shown from unnest(:numbers) as c(call_no) join " + table + " p on "
                        + PartNumbers.of("p", "cast(c.call_no as bigint)"))
                .bindArray("numbers", Long.class, (Object[]) numbers)
                .map((row, context) -> new PartText(row.getLong("part_no"), row.getString("shown")))
                .list();
        try (PreparedBatch batch =
                handle.prepareBatch("update " + table + " set " + column + " = :text where part_no = :part")) {
            for (PartText part : parts) {
                String masked = MaskedNumber.ofOutside(part.text());
                if (masked != null && !masked.equals(part.text())) {
                    batch.bind("text", masked).bind("part", part.number()).add();
                }
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }
}
