package io.callwarden.web;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * Whose call-backs are asked for and in which form; the same words on the command line and in {@code /api/callbacks/history}.
 *
 * @param customer his number in any spelling; null where it was not given
 * @param format in which form
 * @param zone in which the table shows times
 */
public record CallbackHistoryQuery(String customer, CallsFormat format, ZoneId zone) {
    private static final Set<String> KNOWN = Set.of("customer", "format", "zone");

    /**
     * Reads the words.
     *
     * @throws BadQueryException naming the parameter, the value and what is allowed
     */
    public static CallbackHistoryQuery of(Map<String, String> parameters, CallsFormat defaultFormat) {
        QueryWords words = new QueryWords(parameters, KNOWN);
        return new CallbackHistoryQuery(
                words.text("customer"),
                words.one("format", CallsFormat.values(), CallsFormat::label, defaultFormat),
                words.zone());
    }
}
