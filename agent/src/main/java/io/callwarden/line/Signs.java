package io.callwarden.line;

import static io.callwarden.line.Reachability.REACHABLE;
import static io.callwarden.line.Reachability.UNKNOWN;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents.Contact;
import java.time.Instant;
import java.util.Map;

/**
 * Everything that was told of one line, and what follows from it. The PBX's thread only.
 *
 * <p>Contacts (ContactStatus, by qualify) and the device state say the same thing by two ways, so whichever is newer holds: the other one
 * was lost. PeerStatus counts only where no contact is known, as in chan_sip: with several contacts it may speak of one of them. A device
 * that is in use is taken for reachable only where nothing else is known: a phone may vanish in the middle of its call.
 */
final class Signs {
    private final Contacts contacts = new Contacts();
    private Reachability device = UNKNOWN;
    private Instant deviceAt = Instant.MIN;
    private boolean inUse;
    private Reachability peer = UNKNOWN;
    private Instant peerAt = Instant.MIN;

    void device(Instant at, DeviceState state) {
        if (at.isBefore(deviceAt)) {
            return;
        }
        switch (state) {
            case UNKNOWN -> {
                // Says nothing.
            }
            case NOT_INUSE, UNAVAILABLE, INVALID -> {
                device = Reachability.of(state.reachable());
                deviceAt = at;
                inUse = false;
            }
            default -> inUse = true;
        }
    }

    void peer(Instant at, boolean reachable) {
        if (!at.isBefore(peerAt)) {
            peer = Reachability.of(reachable);
            peerAt = at;
        }
    }

    boolean contact(Instant at, String address, Contact contact) {
        return contacts.told(at, address, contact);
    }

    boolean contacts(Instant askedAt, Map<String, Contact> all) {
        return contacts.listed(askedAt, all);
    }

    Reachability verdict() {
        Reachability byContact = contacts.verdict();
        if (byContact != UNKNOWN) {
            return device == UNKNOWN || !deviceAt.isAfter(contacts.newest()) ? byContact : device;
        }
        if (peer != UNKNOWN && (device == UNKNOWN || !deviceAt.isAfter(peerAt))) {
            return peer;
        }
        return device == UNKNOWN && inUse ? REACHABLE : device;
    }
}
