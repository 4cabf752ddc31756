package io.callwarden.mail;

import io.callwarden.notify.Outbox.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has which of the notices that are still on their way to others: where the server took a mail for some people and not yet for
 * the rest, the first are not told again. Not kept over a restart: then those people get a mail with the same Message-ID once more.
 * Holds nothing but notices of the batch at hand.
 */
final class Receipts {
    private final Map<String, Set<String>> keysOf = new HashMap<>();

    /** Forgets what is no longer on its way. */
    void keepOnly(List<Waiting> batch) {
        Set<String> keys = new HashSet<>();
        batch.forEach(waiting -> keys.add(waiting.notice().key()));
        keysOf.values().forEach(has -> has.retainAll(keys));
        keysOf.values().removeIf(Set::isEmpty);
    }

    /** Those who miss the same notices, by what they miss; nobody who misses none. */
    Map<List<Waiting>, List<String>> missing(List<Waiting> batch, List<String> people) {
        Map<List<Waiting>, List<String>> missing = new LinkedHashMap<>();
        for (String person : people) {
            Set<String> has = keysOf.getOrDefault(person, Set.of());
            List<Waiting> misses = batch.stream()
                    .filter(waiting -> !has.contains(waiting.notice().key()))
                    .toList();
            if (!misses.isEmpty()) {
                missing.computeIfAbsent(misses, key -> new ArrayList<>()).add(person);
            }
        }
        return missing;
    }

    /** This one need not be told these notices any more. */
    void note(String person, List<Waiting> told) {
        Set<String> has = keysOf.computeIfAbsent(person, key -> new HashSet<>());
        told.forEach(waiting -> has.add(waiting.notice().key()));
    }
}
