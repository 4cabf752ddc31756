package io.callwarden.web;

import java.util.Map;
import java.util.function.Function;

/** {@code /api/calls}: the calls on record. */
final class CallsApi implements Function<Map<String, String>, StreamedAnswers.Text> {
    private final RecordedCalls calls;

    CallsApi(RecordedCalls calls) {
        this.calls = calls;
    }

    @Override
    public StreamedAnswers.Text apply(Map<String, String> parameters) {
        CallsQuery query = CallsQuery.of(parameters, CallsFormat.JSON);
        return new StreamedAnswers.Text(query.format().contentType(), out -> {
            CallsFormat.Writer writer = query.format().writer(query.zone(), out);
            calls.forEach(query.filter(), writer::call);
            writer.end();
        });
    }
}
