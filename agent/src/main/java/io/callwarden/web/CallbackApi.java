package io.callwarden.web;

import java.util.Map;

/** {@code /api/callbacks} and what is under it. */
final class CallbackApi {
    private final CallbackDesk desk;

    CallbackApi(CallbackDesk desk) {
        this.desk = desk;
    }

    StreamedAnswers.Text list(Map<String, String> parameters, Role role) {
        CallbackQuery query = CallbackQuery.of(parameters, CallsFormat.JSON);
        return new StreamedAnswers.Text(query.format().contentType(), out -> desk.list(query, role, out));
    }

    StreamedAnswers.Text history(Map<String, String> parameters, Role role) {
        if (!role.seesNumbers()) {
            throw new NotForRoleException("customer: your role does not see numbers, so it cannot ask for one");
        }
        CallbackHistoryQuery query = CallbackHistoryQuery.of(parameters, CallsFormat.JSON);
        return new StreamedAnswers.Text(query.format().contentType(), out -> out.accept(desk.history(query)));
    }

    Answer close(Request request) {
        return Answer.text(
                200, desk.close(request.form("customer"), request.form("by"), request.form("reason")) + "\n");
    }
}
