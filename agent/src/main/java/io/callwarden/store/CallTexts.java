package io.callwarden.store;

import io.callwarden.call.Direction;
import io.callwarden.number.MaskedNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Of the row of a call, what can name somebody outside. */
record CallTexts(
        long number,
        Direction direction,
        String caller,
        String callerName,
        String e164,
        String did,
        String answeredBy,
        String answeredByName,
        String customer) {
    /** Some rows, in the order of their numbers. */
    static final String SELECT = "select * from call where call_no > :after order by call_no limit :most";

    private static final String UPDATE = """
            update call set caller = :caller, caller_name = :callerName, caller_e164 = :e164, did = :did, answered_by = :by,
                   answered_by_name = :byName, customer = :customer
             where call_no = :no
            """;

    static CallTexts read(ResultSet row) throws SQLException {
        return new CallTexts(
                row.getLong("call_no"),
                Columns.constant(Direction.class, row, "direction"),
                row.getString("caller"),
                row.getString("caller_name"),
                row.getString("caller_e164"),
                row.getString("did"),
                row.getString("answered_by"),
                row.getString("answered_by_name"),
                row.getString("customer"));
    }

    /**
     * The same without a person.
     *
     * @param his names that he has as a customer
     * @param token what stands in the place of them; null only to see that it differs
     */
    CallTexts without(Person person, Set<String> his, String token) {
        boolean customerGone = customer != null && (his.contains(customer) || person.is(customer));
        boolean callerGone = person.is(caller) || person.is(e164) || customerGone && direction == Direction.INBOUND;
        boolean answererGone = person.is(answeredBy);
        boolean didGone =
                direction != Direction.INBOUND && (person.is(did) || customerGone && direction == Direction.OUTBOUND);
        return new CallTexts(
                number,
                direction,
                callerGone ? null : caller,
                callerGone ? null : person.without(callerName),
                callerGone ? null : e164,
                didGone ? null : did,
                answererGone ? null : answeredBy,
                answererGone ? null : person.without(answeredByName),
                customerGone ? token : customer);
    }

    /**
     * The same with numbers of people outside masked, and without their names.
     *
     * @param token in the place of the customer, where there is one
     */
    CallTexts masked(String token) {
        boolean inbound = direction == Direction.INBOUND;
        String shownCaller = inbound ? MaskedNumber.of(caller) : MaskedNumber.ofOutside(caller);
        boolean stranger = inbound || !Objects.equals(shownCaller, caller);
        String answerer = MaskedNumber.ofOutside(answeredBy);
        return new CallTexts(
                number,
                direction,
                shownCaller,
                stranger ? null : callerName,
                stranger ? MaskedNumber.of(e164) : e164,
                direction == Direction.OUTBOUND ? MaskedNumber.of(did) : did,
                answerer,
                Objects.equals(answerer, answeredBy) ? answeredByName : null,
                customer == null ? null : token);
    }

    static void update(Handle handle, List<CallTexts> rows) {
        try (PreparedBatch batch = handle.prepareBatch(UPDATE)) {
            rows.forEach(row -> batch.bind("no", row.number())
                    .bind("caller", row.caller())
                    .bind("callerName", row.callerName())
                    .bind("e164", row.e164())
                    .bind("did", row.did())
                    .bind("by", row.answeredBy())
                    .bind("byName", row.answeredByName())
                    .bind("customer", row.customer())
                    .add());
            batch.execute();
        }
    }
}
