package io.callwarden.line;

import io.callwarden.call.LineEvents.Contact;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The addresses of one line, each with what was told of it last. The PBX's thread only. */
final class Contacts {
    private static final int MAX = 100;

    private record Told(Contact contact, Instant at) {}

    private final Map<String, Told> told = new HashMap<>();
    /** When all of them were listed, or a removal was told: what is older says nothing any more. */
    private Instant listedAt = Instant.MIN;

    private Instant newest = Instant.MIN;

    /** False where there is no room for one more. */
    boolean told(Instant at, String address, Contact contact) {
        Told before = told.get(address);
        if (at.isBefore(before == null ? listedAt : before.at)) {
            return true;
        }
        if (before == null && told.size() >= MAX) {
            return false;
        }
        // A removed one is kept, so that a late event of before does not bring it back.
        told.put(address, new Told(contact, at));
        heard(at);
        return true;
    }

    /** All there are; those that something newer was told of stay as they are. False where there are too many. */
    boolean listed(Instant askedAt, Map<String, Contact> all) {
        told.values().removeIf(each -> each.at.isBefore(askedAt));
        listedAt = askedAt;
        boolean room = true;
        for (Map.Entry<String, Contact> each : all.entrySet()) {
            if (!told.containsKey(each.getKey())) {
                room &= told(askedAt, each.getKey(), each.getValue());
            }
        }
        heard(askedAt);
        return room;
    }

    /** Reachable while one is; unreachable when none is left or none of them answers. */
    Reachability verdict() {
        if (newest.equals(Instant.MIN)) {
            return Reachability.UNKNOWN;
        }
        boolean unknown = false;
        for (Told each : told.values()) {
            if (each.contact == Contact.REACHABLE) {
                return Reachability.REACHABLE;
            }
            unknown |= each.contact == Contact.UNKNOWN;
        }
        return unknown ? Reachability.UNKNOWN : Reachability.UNREACHABLE;
    }

    /** When something was told last. */
    Instant newest() {
        return newest;
    }

    private void heard(Instant at) {
        if (at.isAfter(newest)) {
            newest = at;
        }
    }
}
