package io.callwarden.store;

import io.callwarden.call.Answer;
import io.callwarden.call.Call;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.Ring;
import io.callwarden.call.Transfer;
import io.callwarden.recovery.Customers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Calls of people who were forgotten after these calls had begun: they went on then, or waited to be written, be it by another agent. They
 * are written as calls of nobody. One thread at a time.
 */
final class LateCalls {
    private final Customers customers;
    private final Path dataDir;

    LateCalls(Customers customers, Path dataDir) {
        this.customers = customers;
        this.dataDir = dataDir;
    }

    /** The calls as they may be written; mostly the very same. */
    List<Call> ofNobody(Connection connection, List<Call> calls) throws SQLException {
        Map<String, Instant> forgotten = read(connection);
        if (forgotten.isEmpty()) {
            return calls;
        }
        NumberKey key = NumberKey.in(dataDir);
        return calls.stream().map(call -> ofNobody(call, key, forgotten)).toList();
    }

    private static Map<String, Instant> read(Connection connection) throws SQLException {
        Map<String, Instant> forgotten = new HashMap<>();
        try (PreparedStatement statement =
                        connection.prepareStatement("select number_hash, forgotten_at from forgotten_number");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                forgotten.merge(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return forgotten;
    }

    private Call ofNobody(Call call, NumberKey key, Map<String, Instant> forgotten) {
        Instant began = call.times().startedAt();
        return without(call, number -> {
            Instant at = forgotten.get(key.hash(customers, number));
            return at != null && began.isBefore(at);
        });
    }

    private static Call without(Call call, Predicate<String> gone) {
        Caller caller = call.caller();
        boolean callerGone = is(caller.number(), gone) || is(caller.e164(), gone);
        Answer answer = call.answer();
        return new Call(
                call.id(),
                call.direction(),
                callerGone ? new Caller(null, null, null) : caller,
                call.direction() == Direction.INBOUND ? call.did() : without(call.did(), gone),
                call.trunk(),
                call.queueVisits(),
                call.outcome(),
                call.stage(),
                call.missed(),
                call.shortAbandon(),
                answer != null && is(answer.extension(), gone) ? new Answer(null, null, answer.at()) : answer,
                call.rang().stream()
                        .map(ring ->
                                new Ring(without(ring.extension(), gone), ring.triedAt(), ring.rang(), ring.result()))
                        .toList(),
                call.transfers().stream()
                        .map(transfer -> new Transfer(
                                transfer.kind(),
                                without(transfer.from(), gone),
                                without(transfer.to(), gone),
                                transfer.at(),
                                transfer.answered()))
                        .toList(),
                call.times(),
                call.endedBy(),
                call.hangupCause());
    }

    private static String without(String number, Predicate<String> gone) {
        return is(number, gone) ? null : number;
    }

    private static boolean is(String number, Predicate<String> gone) {
        return number != null && !number.isBlank() && gone.test(number);
    }
}
