package io.callwarden.web;

import java.util.Map;

/** {@code /api/callbacks} and what is under it. */
final class CallbackApi {
    private final CallbackDesk desk;

    CallbackApi(CallbackDesk desk) {
        this.desk = desk;
    }

    StreamedAnswers.Text list(Map<String, String> parameters) {
        CallbackQuery query = CallbackQuery.of(parameters, CallsFormat.JSON);
        return new StreamedAnswers.Text(query.format().contentType(), out -> desk.list(query, out));
    }

    StreamedAnswers.Text history(Map<String, String> parameters) {
        CallbackHistoryQuery query = CallbackHistoryQuery.of(parameters, CallsFormat.JSON);
        return new StreamedAnswers.Text(query.format().contentType(), out -> out.accept(desk.history(query)));
    }

    Answer close(Request request) {
        return Answer.text(
                200, desk.close(request.form("customer"), request.form("by"), request.form("reason")) + "\n");
    }
}
