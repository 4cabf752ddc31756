package io.callwarden.web;

import io.callwarden.export.ReportForm;
import java.util.Map;

/** {@code /api/reports/employees} and {@code /api/reports/cost}. */
final class ReportApi {
    private final ReportDesk desk;

    ReportApi(ReportDesk desk) {
        this.desk = desk;
    }

    StreamedAnswers.Text employees(Map<String, String> parameters, Role role) {
        ReportQuery query = query(parameters);
        return new StreamedAnswers.Text(query.form().contentType(), out -> desk.employees(query, role, out));
    }

    StreamedAnswers.Text cost(Map<String, String> parameters, Role role) {
        ReportQuery query = query(parameters);
        return new StreamedAnswers.Text(query.form().contentType(), out -> desk.cost(query, out));
    }

    private ReportQuery query(Map<String, String> parameters) {
        return ReportQuery.of(parameters, ReportForm.JSON, desk.now());
    }
}
