package io.callwarden.web;

import io.callwarden.call.Direction;
import io.callwarden.export.Masked;
import io.callwarden.number.MaskedNumber;
import io.callwarden.store.CallFilter;
import java.util.Map;
import java.util.function.BiFunction;

/** {@code /api/calls}: the calls on record. */
final class CallsApi implements BiFunction<Map<String, String>, Role, StreamedAnswers.Text> {
    private final RecordedCalls calls;

    CallsApi(RecordedCalls calls) {
        this.calls = calls;
    }

    @Override
    public StreamedAnswers.Text apply(Map<String, String> parameters, Role role) {
        CallsQuery query = CallsQuery.of(parameters, CallsFormat.JSON);
        if (!role.seesNumbers()) {
            refuseGuesses(query.filter());
        }
        return new StreamedAnswers.Text(query.format().contentType(), out -> {
            CallsFormat.Writer writer = query.format().writer(query.zone(), out);
            calls.forEach(query.filter(), role.seesNumbers() ? writer::call : call -> writer.call(Masked.call(call)));
            writer.end();
        });
    }

    /** Whoever may ask for a number finds out the hidden digits by asking for all that there can be. */
    private static void refuseGuesses(CallFilter filter) {
        if (filter.caller() != null) {
            throw new NotForRoleException("caller: your role does not see numbers, so it cannot ask for one");
        }
        if (filter.did() != null && filter.direction() != Direction.INBOUND) {
            throw new NotForRoleException(
                    "did: your role does not see numbers; it can ask for a number dialled with direction=inbound only");
        }
        if (filter.extension() != null && !filter.extension().equals(MaskedNumber.ofOutside(filter.extension()))) {
            throw new NotForRoleException("extension: your role can ask for extensions only, not for numbers outside");
        }
    }
}
