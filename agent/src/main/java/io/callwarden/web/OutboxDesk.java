package io.callwarden.web;

import io.callwarden.export.JsonLine;
import io.callwarden.export.TextTable;
import io.callwarden.export.Times;
import io.callwarden.notify.Outbox;
import io.callwarden.notify.Outbox.Waiting;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Notices on their way to other systems, as commands see and repair them. Every method may wait for the database and throws what
 * {@link Outbox} throws. Thread-safe.
 */
public final class OutboxDesk {
    private static final int MOST_LISTED = 10_000;
    private static final int FORGOTTEN_AT_ONCE = 1_000;
    private static final List<Outbox.State> OF_INTEREST = List.of(Outbox.State.DEAD, Outbox.State.WAITING);
    private static final List<String> HEADER =
            List.of("ID", "RECEIVER", "EVENT", "ABOUT", "HAPPENED", "STATE", "NOT BEFORE", "PROBLEM", "TRIED");

    private final Outbox outbox;
    private final Clock clock;

    /** Asks the database when it is asked itself. */
    public OutboxDesk(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Writes the notices asked for, oldest first; those given up and those that wait where no state is asked for. */
    public void list(OutboxQuery query, Consumer<String> out) {
        int most = Math.min(query.limit(), MOST_LISTED);
        List<Waiting> notices = new ArrayList<>();
        for (Outbox.State state : query.state() == null ? OF_INTEREST : List.of(query.state())) {
            notices.addAll(outbox.list(query.receiver(), state, most - notices.size()));
        }
        if (query.id() != null) {
            notices.removeIf(notice -> notice.id() != query.id());
        }
        notices.sort(Comparator.comparingLong(Waiting::id));
        switch (query.format()) {
            case TABLE -> table(query, notices, out);
            case JSONL -> notices.forEach(notice -> out.accept(line(notice) + "\n"));
            default ->
                out.accept(notices.stream()
                        .map(OutboxDesk::line)
                        .reduce((one, other) -> one + ",\n" + other)
                        .map(all -> "[\n" + all + "\n]\n")
                        .orElse("[]\n"));
        }
    }

    private void table(OutboxQuery query, List<Waiting> notices, Consumer<String> out) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(query.zone());
        new TreeMap<>(outbox.depths())
                .forEach((receiver, depth) -> out.accept("%s: %d waiting%s, %d given up\n"
                        .formatted(
                                TextTable.cell(receiver),
                                depth.waiting(),
                                depth.oldest() == null ? "" : ", the oldest of " + time.format(depth.oldest()),
                                depth.dead())));
        out.accept(
                notices.isEmpty()
                        ? "No notices.\n"
                        : TextTable.of(
                                HEADER,
                                HEADER.indexOf("TRIED"),
                                notices.stream()
                                        .map(notice -> cells(notice, time))
                                        .toList()));
    }

    private static List<String> cells(Waiting waiting, DateTimeFormatter time) {
        return List.of(
                Long.toString(waiting.id()),
                TextTable.cell(waiting.notice().receiver()),
                waiting.notice().event().label(),
                TextTable.cell(waiting.notice().subject()),
                time.format(waiting.notice().happenedAt()),
                label(waiting.state()),
                waiting.state() == Outbox.State.WAITING ? time.format(waiting.nextAt()) : "",
                TextTable.wideCell(waiting.problem()),
                Integer.toString(waiting.attempts()));
    }

    private static String line(Waiting waiting) {
        return JsonLine.of(json -> write(json, waiting));
    }

    private static void write(JsonGenerator json, Waiting waiting) {
        json.writeStartObject();
        json.writeNumberProperty("id", waiting.id());
        json.writeStringProperty("receiver", waiting.notice().receiver());
        json.writeStringProperty("event", waiting.notice().event().label());
        json.writeStringProperty("subject", waiting.notice().subject());
        json.writeStringProperty("key", waiting.notice().key());
        json.writeStringProperty("happenedAt", Times.iso(waiting.notice().happenedAt()));
        json.writeStringProperty("state", label(waiting.state()));
        json.writeNumberProperty("attempts", waiting.attempts());
        json.writeStringProperty("nextAt", Times.iso(waiting.nextAt()));
        json.writeStringProperty("problem", waiting.problem());
        json.writeEndObject();
    }

    private static String label(Outbox.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Lets notices that were given up be tried again.
     *
     * @return what was done, one sentence
     */
    public String sendAgain(OutboxQuery query) {
        int sent = outbox.sendAgain(query.receiver(), query.id(), clock.instant());
        return "%d notice(s) that were given up are tried again from now on.".formatted(sent);
    }

    /**
     * Forgets notices that were given up, or delivered where the query says so.
     *
     * @return what was done, one sentence
     * @throws BadQueryException where no time is given, or notices that wait are meant
     */
    public String forget(OutboxQuery query) {
        Instant before = query.before();
        if (before == null) {
            throw new BadQueryException("before: is required, a day as 2026-11-23 or a time as 2026-11-23T06:30:00Z");
        }
        Outbox.State state = query.state() == null ? Outbox.State.DEAD : query.state();
        if (state == Outbox.State.WAITING) {
            throw new BadQueryException("state: must be dead or delivered: what waits is still to be told");
        }
        long forgotten = 0;
        int some;
        do {
            some = outbox.forget(state, before, FORGOTTEN_AT_ONCE);
            forgotten += some;
        } while (some == FORGOTTEN_AT_ONCE);
        return "%d notice(s) were forgotten.".formatted(forgotten);
    }
}
