package io.callwarden.mail;

import java.text.Bidi;
import java.util.Locale;

/** A letter as plain text. */
final class PlainText {
    private static final String INDENT = " ".repeat(14);
    /** Keep a name written from right to left from turning what stands around it. */
    private static final char ISOLATE = '\u2068';

    private static final char END_ISOLATE = '\u2069';

    private final Wording wording;

    PlainText(Wording wording) {
        this.wording = wording;
    }

    String of(Letter letter, String link) {
        StringBuilder text = new StringBuilder(letter.subject()).append("\n\n");
        for (Letter.Section section : letter.sections()) {
            text.append(section.title().toUpperCase(Locale.ENGLISH)).append("\n\n");
            section.rows().forEach(row -> append(text, row));
            if (section.more() > 0) {
                text.append("and %d more\n\n".formatted(section.more()));
            }
        }
        if (link != null) {
            text.append("All who are to be called back: ").append(link).append("/callbacks\n");
        }
        letter.foot().forEach(line -> text.append(line).append("\n"));
        return text.toString();
    }

    private void append(StringBuilder text, Row row) {
        text.append("%-12s  ".formatted(wording.time(row.at())))
                .append(row.caller().isEmpty() ? "unknown number" : row.caller())
                .append(row.name().isEmpty() ? "" : "  " + isolated(row.name()))
                .append("\n");
        line(text, "dialled ", row.dialled(), ", queue ", row.queue(), ", waited ", row.waited());
        line(text, "rang ", row.rang());
        line(text, "", row.became());
        text.append("\n");
    }

    /** Pairs of a label and what it labels; nothing for those without. */
    private static void line(StringBuilder text, String... labelled) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < labelled.length; i += 2) {
            if (!labelled[i + 1].isEmpty()) {
                String label = line.isEmpty() && labelled[i].startsWith(", ") ? labelled[i].substring(2) : labelled[i];
                line.append(label).append(isolated(labelled[i + 1]));
            }
        }
        if (!line.isEmpty()) {
            text.append(INDENT).append(line).append("\n");
        }
    }

    private static String isolated(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length()) ? ISOLATE + text + END_ISOLATE : text;
    }
}
