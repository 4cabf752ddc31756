package io.callwarden.store;

import io.callwarden.call.QueueExit;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.RingResult;
import io.callwarden.call.Transfer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What belongs to some calls in other tables, by the call's number. */
record CallParts(Map<Long, List<Ring>> rings, Map<Long, List<QueueVisit>> visits, Map<Long, List<Transfer>> transfers) {

    static final List<String> TABLES = List.of("ring", "queue_visit", "transfer");

    static CallParts read(Handle handle, Long[] numbers) {
        return new CallParts(
                read(handle, numbers, "ring", CallParts::ring),
                read(handle, numbers, "queue_visit", CallParts::visit),
                read(handle, numbers, "transfer", CallParts::transfer));
    }

    static CallParts readVisits(Handle handle, Long[] numbers) {
        return new CallParts(Map.of(), read(handle, numbers, "queue_visit", CallParts::visit), Map.of());
    }

    List<Ring> rings(long number) {
        return rings.getOrDefault(number, List.of());
    }

    List<QueueVisit> visits(long number) {
        return visits.getOrDefault(number, List.of());
    }

    List<Transfer> transfers(long number) {
        return transfers.getOrDefault(number, List.of());
    }

    private static <T> Map<Long, List<T>> read(Handle handle, Long[] numbers, String table, Part<T> part) {
        Map<Long, List<T>> parts = new HashMap<>();
        handle.createQuery("select p.* from unnest(:numbers) as c(call_no) join " + table + " p on "
                        + PartNumbers.of("p", "cast(c.call_no as bigint)") + " order by p.part_no")
                .bindArray("numbers", Long.class, (Object[]) numbers)
                .map((row, context) -> parts.computeIfAbsent(row.getLong("call_no"), n -> new ArrayList<>())
                        .add(part.read(row)))
                .forEach(added -> {});
        return parts;
    }

    private static Ring ring(ResultSet row) throws SQLException {
        return new Ring(
                row.getString("extension"),
                Columns.instant(row, "tried_at"),
                Columns.duration(row, "rang_micros"),
                Columns.constant(RingResult.class, row, "result"));
    }

    private static QueueVisit visit(ResultSet row) throws SQLException {
        return new QueueVisit(
                row.getString("queue"),
                Columns.instant(row, "joined_at"),
                Columns.duration(row, "waited_micros"),
                Columns.constant(QueueExit.class, row, "exit"));
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        return new Transfer(
                Columns.constant(Transfer.Kind.class, row, "kind"),
                row.getString("transferred_from"),
                row.getString("transferred_to"),
                Columns.instant(row, "transferred_at"),
                row.getBoolean("answered"));
    }

    private interface Part<T> {
        T read(ResultSet row) throws SQLException;
    }
}
