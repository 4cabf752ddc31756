package io.callwarden.web;

import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /api/outbox} and what is under it, for commands only. */
final class OutboxApi {
    private final OutboxDesk desk;

    OutboxApi(OutboxDesk desk) {
        this.desk = desk;
    }

    StreamedAnswers.Text list(Map<String, String> parameters, Role role) {
        OutboxQuery query = OutboxQuery.of(parameters, CallsFormat.JSON);
        return new StreamedAnswers.Text(query.format().contentType(), out -> desk.list(query, out));
    }

    Answer sendAgain(Request request) {
        return Answer.text(200, desk.sendAgain(query(request.form())) + "\n");
    }

    Answer forget(Request request) {
        return Answer.text(200, desk.forget(query(request.form())) + "\n");
    }

    private static OutboxQuery query(MultiMap form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        form.forEach(parameters::put);
        return OutboxQuery.of(parameters, CallsFormat.JSON);
    }
}
