package io.callwarden.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Where the number of a person stands beside the column of his customer: in every spelling, in all tables. Reads them whole, some thousand rows in a
 * transaction, and removes what it finds. One thread.
 */
final class PersonTraces {
    private static final int AT_ONCE = 2_000;
    private static final int NOTICES_AT_ONCE = 200;

    private final Jdbi jdbi;
    private final Person person;
    private final Set<String> his;
    private final String token;

    /**
     * @param his names that he has as a customer
     * @param token what stands in the place of his number; null to look only
     */
    PersonTraces(Jdbi jdbi, Person person, String[] his, String token) {
        this.jdbi = jdbi;
        this.person = person;
        this.his = Set.of(his);
        this.token = token;
    }

    /** Calls in which his number stood. */
    Set<Long> inCalls() {
        Set<Long> found = new HashSet<>();
        long after = -1;
        while (after != Long.MAX_VALUE) {
            long last = after;
            after = jdbi.inTransaction(handle -> someCalls(handle, last, found));
        }
        inParts("ring", List.of("extension"), found);
        inParts("transfer", List.of("transferred_from", "transferred_to"), found);
        return found;
    }

    private long someCalls(Handle handle, long after, Set<Long> found) {
        List<CallTexts> some = handle.createQuery(CallTexts.SELECT)
                .bind("after", after)
                .bind("most", AT_ONCE)
                .map((row, context) -> CallTexts.read(row))
                .list();
        List<CallTexts> changed = new ArrayList<>();
        for (CallTexts texts : some) {
            CallTexts without = texts.without(person, his, token);
            if (!without.equals(texts)) {
                found.add(texts.number());
                changed.add(without);
            }
        }
        if (token != null && !changed.isEmpty()) {
            CallTexts.update(handle, changed);
        }
        return some.size() < AT_ONCE
                ? Long.MAX_VALUE
                : some.get(some.size() - 1).number();
    }

    private void inParts(String table, List<String> columns, Set<Long> found) {
        long after = -1;
        while (after != Long.MAX_VALUE) {
            long last = after;
            after = jdbi.inTransaction(handle -> someParts(handle, table, columns, last, found));
        }
    }

    private record Part(long number, long call, List<String> texts) {}

    private long someParts(Handle handle, String table, List<String> columns, long after, Set<Long> found) {
        List<Part> some = handle.createQuery(
                        "select * from " + table + " where part_no > :after order by part_no limit :most")
                .bind("after", after)
                .bind("most", AT_ONCE)
                .map((row, context) -> {
                    List<String> texts = new ArrayList<>();
                    for (String column : columns) {
                        texts.add(row.getString(column));
                    }
                    return new Part(row.getLong("part_no"), row.getLong("call_no"), texts);
                })
                .list();
        for (Part part : some) {
            for (int i = 0; i < columns.size(); i++) {
                if (person.is(part.texts().get(i))) {
                    found.add(part.call());
                    erase(handle, table, columns.get(i), part.number());
                }
            }
        }
        return some.size() < AT_ONCE
                ? Long.MAX_VALUE
                : some.get(some.size() - 1).number();
    }

    private void erase(Handle handle, String table, String column, long part) {
        if (token != null) {
            handle.createUpdate("update " + table + " set " + column + " = null where part_no = :part")
                    .bind("part", part)
                    .execute();
        }
    }

    /** What somebody wrote by hand, and who reached a customer: all of it, as little is ever written. */
    void inRemarks() {
        jdbi.useTransaction(handle -> {
            remarks(handle, "recovery_task", "id", "closed_by", "closed_reason");
            remarks(handle, "recovery_change", "task_id", "changed_by", "reason");
            remarks(handle, "recovery_dismissal", "customer", "dismissed_by", "reason");
        });
    }

    private record Remark(String id, String by, String reason) {}

    private void remarks(Handle handle, String table, String id, String by, String reason) {
        List<Remark> found = handle
                .createQuery(
                        "select distinct %2$s, %3$s, %4$s from %1$s where %4$s is not null or char_length(%3$s) > 6"
                                .formatted(table, id, by, reason))
                .map((row, context) -> new Remark(row.getString(id), row.getString(by), row.getString(reason)))
                .list()
                .stream()
                .filter(remark -> person.isIn(remark.by()) || person.isIn(remark.reason()))
                .toList();
        try (PreparedBatch batch = handle.prepareBatch(
                "update %1$s set %3$s = :newBy, %4$s = :newReason where %2$s = :id and %3$s is not distinct from cast(:by as varchar) and %4$s is not distinct from cast(:reason as varchar)"
                        .formatted(table, id, by, reason))) {
            found.forEach(remark -> batch.bind("id", remark.id())
                    .bind("by", remark.by())
                    .bind("reason", remark.reason())
                    .bind("newBy", person.without(remark.by()))
                    .bind("newReason", person.without(remark.reason()))
                    .add());
            if (!found.isEmpty()) {
                batch.execute();
            }
        }
    }

    private record Told(long id, String receiver, String state, boolean about) {}

    /**
     * Notices about him.
     *
     * @param told gets how many each receiver was told already
     */
    int inOutbox(Map<String, Integer> told) {
        int found = 0;
        long after = -1;
        while (after != Long.MAX_VALUE) {
            long last = after;
            List<Told> some = jdbi.inTransaction(handle -> someNotices(handle, last));
            found += (int) some.stream().filter(Told::about).count();
            some.stream()
                    .filter(notice -> notice.about() && notice.state().equals("delivered"))
                    .forEach(notice -> told.merge(notice.receiver(), 1, Integer::sum));
            after = some.size() < NOTICES_AT_ONCE
                    ? Long.MAX_VALUE
                    : some.get(some.size() - 1).id();
        }
        return found;
    }

    private List<Told> someNotices(Handle handle, long after) {
        List<Told> some = handle.createQuery(
                        "select id, receiver, state, subject, body, problem from outbox where id > :after order by id limit :most")
                .bind("after", after)
                .bind("most", NOTICES_AT_ONCE)
                .map((row, context) -> new Told(
                        row.getLong("id"),
                        row.getString("receiver"),
                        row.getString("state"),
                        his.contains(row.getString("subject"))
                                || person.isIn(row.getString("body"))
                                || person.isIn(Objects.toString(row.getString("problem"), ""))))
                .list();
        Long[] about = some.stream().filter(Told::about).map(Told::id).toArray(Long[]::new);
        if (token != null && about.length > 0) {
            handle.createUpdate("delete from outbox where id = any(:ids)")
                    .bindArray("ids", Long.class, (Object[]) about)
                    .execute();
        }
        return some;
    }
}
