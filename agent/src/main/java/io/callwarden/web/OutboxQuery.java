package io.callwarden.web;

import io.callwarden.notify.Outbox;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which notices are meant; the same words on the command line and in {@code /api/outbox}.
 *
 * @param receiver null for all
 * @param state null for any
 * @param id of a single one; null for all
 * @param before only those that ended before; null for any
 * @param limit most to be given
 * @param format in which form
 * @param zone in which the table shows times
 */
public record OutboxQuery(
        String receiver, Outbox.State state, Long id, Instant before, int limit, CallsFormat format, ZoneId zone) {
    private static final Set<String> KNOWN = Set.of("receiver", "state", "id", "before", "limit", "format", "zone");

    /**
     * Reads the words.
     *
     * @throws BadQueryException naming the parameter, the value and what is allowed
     */
    public static OutboxQuery of(Map<String, String> parameters, CallsFormat defaultFormat) {
        QueryWords words = new QueryWords(parameters, KNOWN);
        CallsFormat format = words.one("format", CallsFormat.values(), CallsFormat::label, defaultFormat);
        if (format == CallsFormat.CSV) {
            throw words.bad("format", "one of table, json, jsonl");
        }
        String id = words.text("id");
        if (id != null && !id.matches("[0-9]{1,18}")) {
            throw words.bad("id", "the number of a notice, as the list shows it");
        }
        ZoneId zone = words.zone();
        return new OutboxQuery(
                words.text("receiver"),
                words.one("state", Outbox.State.values(), state -> state.name().toLowerCase(Locale.ROOT), null),
                id == null ? null : Long.valueOf(id),
                words.time("before", zone, false),
                words.limit(),
                format,
                zone);
    }
}
