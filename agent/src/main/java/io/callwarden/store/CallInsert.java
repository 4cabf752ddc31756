package io.callwarden.store;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.CallTimes;
import io.callwarden.call.QueueVisit;
import io.callwarden.call.Ring;
import io.callwarden.call.Transfer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes calls with plain JDBC batches, in the caller's transaction: this is the hot path. A call whose id is there already is left
 * alone, with all that belongs to it. Not thread-safe.
 */
final class CallInsert {
    private static final String CALL = """
            insert into call (call_no, id, pbx, uniqueid, direction, caller, caller_name, caller_e164, did, trunk, outcome, stage,
                missed, short_abandon, person_answered, answered_by, answered_by_name, answered_at, started_at, asked_at, ended_at,
                wait_micros, ring_micros, talk_micros, hold_micros, total_micros, ended_by, hangup_cause, customer)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String RING = """
            insert into ring (part_no, call_no, extension, tried_at, rang_micros, result) values (?, ?, ?, ?, ?, ?)
            """;
    private static final String QUEUE_VISIT = """
            insert into queue_visit (part_no, call_no, queue, joined_at, waited_micros, exit) values (?, ?, ?, ?, ?, ?)
            """;
    private static final String TRANSFER = """
            insert into transfer (part_no, call_no, kind, transferred_from, transferred_to, transferred_at, answered)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private final CallNumbers numbers = new CallNumbers();
    private final Function<Call, String> customer;
    private final boolean idsApart;

    /**
     * @param customer the customer of a call; null for none
     * @param idsApart whether {@link CallIds} keeps each id once, not the key of the table
     */
    CallInsert(Function<Call, String> customer, boolean idsApart) {
        this.customer = customer;
        this.idsApart = idsApart;
    }

    /** Gives back those of the calls that were new. */
    List<Call> write(Connection connection, List<Call> calls) throws SQLException {
        return insert(connection, idsApart ? CallIds.claim(connection, calls) : calls);
    }

    private List<Call> insert(Connection connection, List<Call> calls) throws SQLException {
        long[] numberOf = new long[calls.size()];
        int[] isNew;
        try (PreparedStatement statement = connection.prepareStatement(CALL)) {
            Row row = new Row(statement);
            for (int i = 0; i < numberOf.length; i++) {
                numberOf[i] = numbers.next(connection, calls.get(i).times().startedAt());
                add(row, numberOf[i], calls.get(i));
            }
            isNew = row.write();
        }
        return writeParts(connection, calls, numberOf, isNew);
    }

    private static List<Call> writeParts(Connection connection, List<Call> calls, long[] numberOf, int[] isNew)
            throws SQLException {
        List<Call> written = new ArrayList<>(numberOf.length);
        try (PreparedStatement ring = connection.prepareStatement(RING);
                PreparedStatement visit = connection.prepareStatement(QUEUE_VISIT);
                PreparedStatement transfer = connection.prepareStatement(TRANSFER)) {
            Row rings = new Row(ring);
            Row visits = new Row(visit);
            Row transfers = new Row(transfer);
            for (int i = 0; i < numberOf.length; i++) {
                if (isNew[i] == 1) {
                    written.add(calls.get(i));
                    addRings(rings, numberOf[i], calls.get(i).rang());
                    addVisits(visits, numberOf[i], calls.get(i).queueVisits());
                    addTransfers(transfers, numberOf[i], calls.get(i).transfers());
                }
            }
            rings.write();
            visits.write();
            transfers.write();
        }
        return written;
    }

    private void add(Row row, long number, Call call) throws SQLException {
        row.number(number)
                .text(call.id().toString())
                .text(call.id().pbx())
                .text(call.id().uniqueid());
        row.text(call.direction().label());
        row.text(call.caller().number())
                .text(call.caller().name())
                .text(call.caller().e164());
        row.text(call.did()).text(call.trunk());
        row.text(call.outcome().label()).text(call.stage().label());
        row.flag(call.missed()).flag(call.shortAbandon());
        Answer answer = call.answer();
        row.flag(answer != null);
        row.text(answer == null ? null : answer.extension()).text(answer == null ? null : answer.name());
        row.time(answer == null ? null : answer.at());
        CallTimes times = call.times();
        row.time(times.startedAt()).time(times.askedAt()).time(times.endedAt());
        row.time(times.waited())
                .time(times.ring())
                .time(times.talked())
                .time(times.held())
                .time(times.total());
        row.text(call.endedBy() == null ? null : call.endedBy().label()).number(call.hangupCause());
        row.text(customer.apply(call)).add();
    }

    private static void addRings(Row row, long number, List<Ring> rings) throws SQLException {
        long part = PartNumbers.first(number);
        for (Ring ring : PartNumbers.most(rings)) {
            row.number(part++)
                    .number(number)
                    .text(ring.extension())
                    .time(ring.triedAt())
                    .time(ring.rang());
            row.text(ring.result().label()).add();
        }
    }

    private static void addVisits(Row row, long number, List<QueueVisit> visits) throws SQLException {
        long part = PartNumbers.first(number);
        for (QueueVisit visit : PartNumbers.most(visits)) {
            row.number(part++)
                    .number(number)
                    .text(visit.queue())
                    .time(visit.joinedAt())
                    .time(visit.waited());
            row.text(visit.exit().label()).add();
        }
    }

    private static void addTransfers(Row row, long number, List<Transfer> transfers) throws SQLException {
        long part = PartNumbers.first(number);
        for (Transfer transfer : PartNumbers.most(transfers)) {
            row.number(part++).number(number).text(transfer.kind().label());
            row.text(transfer.from())
                    .text(transfer.to())
                    .time(transfer.at())
                    .flag(transfer.answered())
                    .add();
        }
    }
}
