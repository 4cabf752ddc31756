package io.callwarden.mail;

import io.callwarden.export.SafeText;
import java.util.List;

/** A letter as HTML that mail programs show alike: one table a section, styles within the tags, nothing loaded from anywhere. */
final class HtmlText {
    private static final String CELL =
            " style=\"padding:4px 10px 4px 0;border-bottom:1px solid #ddd;vertical-align:top\"";
    private static final String HEAD =
            " align=\"left\" style=\"padding:4px 10px 4px 0;border-bottom:2px solid #999;white-space:nowrap\"";
    private static final List<String> COLUMNS =
            List.of("Called", "From", "Dialled", "Queue", "Waited", "Rang", "What became of it");

    private final Wording wording;

    HtmlText(Wording wording) {
        this.wording = wording;
    }

    String of(Letter letter, String link) {
        StringBuilder html = new StringBuilder(4_096);
        html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"UTF-8\"><title>")
                .append(SafeText.markup(letter.subject()))
                .append(
                        "</title></head>\n<body style=\"font-family:Arial,Helvetica,sans-serif;font-size:14px;color:#222\">\n");
        for (Letter.Section section : letter.sections()) {
            append(html, section);
        }
        if (link != null) {
            String address = SafeText.markup(link) + "/callbacks";
            html.append("<p><a href=\"").append(address).append("\">All who are to be called back</a></p>\n");
        }
        html.append("<p style=\"color:#666;font-size:12px\">");
        letter.foot().forEach(line -> html.append(SafeText.markup(line)).append("<br>\n"));
        return html.append("</p></body></html>\n").toString();
    }

    private void append(StringBuilder html, Letter.Section section) {
        html.append("<h3 style=\"margin:16px 0 4px\">")
                .append(SafeText.markup(section.title()))
                .append("</h3>\n");
        html.append("<table cellspacing=\"0\" style=\"border-collapse:collapse;font-size:14px\"><tr>");
        COLUMNS.forEach(column ->
                html.append("<th").append(HEAD).append('>').append(column).append("</th>"));
        html.append("</tr>\n");
        section.rows().forEach(row -> append(html, row));
        html.append("</table>\n");
        if (section.more() > 0) {
            html.append("<p>and ").append(section.more()).append(" more</p>\n");
        }
    }

    private void append(StringBuilder html, Row row) {
        html.append("<tr>");
        cell(html, "<span style=\"white-space:nowrap\">" + SafeText.markup(wording.time(row.at())) + "</span>");
        cell(html, from(row));
        cell(html, isolated(row.dialled()));
        cell(html, isolated(row.queue()));
        cell(html, SafeText.markup(row.waited()));
        cell(html, isolated(row.rang()));
        cell(html, isolated(row.became()));
        html.append("</tr>\n");
    }

    private static String from(Row row) {
        String number = row.caller().isEmpty() ? "unknown number" : isolated(row.caller());
        if (row.dialable() != null) {
            number = "<a href=\"tel:" + SafeText.markup(row.dialable()) + "\">" + number + "</a>";
        }
        return row.name().isEmpty() ? number : number + "<br>" + isolated(row.name());
    }

    private static void cell(StringBuilder html, String content) {
        html.append("<td").append(CELL).append('>').append(content).append("</td>");
    }

    /** A name written from right to left turns nothing around it. */
    private static String isolated(String text) {
        return text.isEmpty() ? "" : "<bdi>" + SafeText.markup(text) + "</bdi>";
    }
}
