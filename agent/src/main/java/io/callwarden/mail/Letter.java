package io.callwarden.mail;

import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one mail says, before it is text or HTML.
 *
 * @param subject one line
 * @param sections at least one
 * @param foot lines below all sections
 */
record Letter(String subject, List<Section> sections, List<String> foot) {
    /** Rows in one mail; more would be cut off by mail programs and read by nobody. */
    static final int MOST_ROWS = 200;

    /**
     * Facts of one kind.
     *
     * @param title above them
     * @param rows in the order in which they happened
     * @param more how many further ones are not shown
     */
    record Section(String title, List<Row> rows, int more) {}

    static Letter of(List<Notice> notices, MailList list, Wording wording) {
        Map<Event, List<Notice>> byEvent = new EnumMap<>(Event.class);
        for (Notice notice : notices) {
            byEvent.computeIfAbsent(notice.event(), event -> new ArrayList<>()).add(notice);
        }
        int most = MOST_ROWS / byEvent.size();
        List<String> counts = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        byEvent.forEach((event, all) -> {
            Heading heading = Heading.of(event);
            counts.add(heading.count(all.size()));
            List<Row> rows = all.stream()
                    .limit(most)
                    .map(notice -> Row.of(notice, wording))
                    .toList();
            sections.add(new Section(heading.title() + " (" + all.size() + ")", rows, all.size() - rows.size()));
        });
        String subject = String.join(", ", counts);
        if (notices.size() == 1) {
            String caller = sections.get(0).rows().get(0).caller();
            subject += caller.isEmpty() ? "" : ": " + caller;
        }
        return new Letter(subject, sections, foot(list));
    }

    private static List<String> foot(MailList list) {
        return List.of(
                "Times are those of %s.".formatted(list.zone().getId()),
                "Callwarden sends this to the mail list \"%s\".".formatted(list.name()));
    }
}
