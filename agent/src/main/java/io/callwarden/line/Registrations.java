package io.callwarden.line;

import io.callwarden.call.LineSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The PBX's own registrations with providers. To which line one belongs only a snapshot tells; an event about one that no snapshot has
 * shown is about no line yet. The PBX's thread only.
 */
final class Registrations {
    private static final int MAX = 2_000;

    private record Key(String tech, String user, String server) {
        /** The event says {@code pjsip}, the list {@code PJSIP}. */
        static Key of(String tech, String user, String server) {
            return new Key(tech.toUpperCase(Locale.ROOT), user, server);
        }
    }

    private static final class Known {
        Line line;
        boolean registered;
        Instant at;
    }

    private final Map<Key, Known> known = new HashMap<>();

    void told(Instant at, String tech, String user, String server, boolean registered) {
        Known one = known.get(Key.of(tech, user, server));
        if (one != null && !at.isBefore(one.at)) {
            one.registered = registered;
            one.at = at;
            conclude(one.line);
        }
    }

    /** False where there were too many. */
    boolean listed(LineSnapshot snapshot, Function<String, Line> lines) {
        boolean room = true;
        Map<Key, Known> before = new HashMap<>(known);
        known.keySet().removeIf(key -> snapshot.registering().contains(key.tech));
        for (LineSnapshot.Registration row : snapshot.registrations()) {
            Line line = row.device().isEmpty() ? null : lines.apply(row.device());
            if (line == null) {
                continue;
            }
            if (known.size() >= MAX) {
                room = false;
                break;
            }
            Key key = Key.of(row.tech(), row.user(), row.server());
            known.put(key, merged(before.get(key), line, row.registered(), snapshot.askedAt()));
        }
        before.values().stream()
                .map(one -> one.line)
                .filter(line -> known.values().stream().noneMatch(one -> Objects.equals(one.line, line)))
                .forEach(Line::registersNowhere);
        known.values().stream().map(one -> one.line).distinct().forEach(this::conclude);
        return room;
    }

    private static Known merged(Known before, Line line, boolean registered, Instant askedAt) {
        Known now = new Known();
        boolean newer = before != null && !before.at.isBefore(askedAt);
        now.line = line;
        now.registered = newer ? before.registered : registered;
        now.at = newer ? before.at : askedAt;
        return now;
    }

    /** Registered by one of its registrations is registered. */
    private void conclude(Line line) {
        line.registered(known.values().stream().anyMatch(one -> one.line == line && one.registered));
    }
}
