package io.callwarden.simulator.script;

import java.util.Optional;

/**
 * The other side of a conversation.
 *
 * @param front the leg that is in one bridge with the caller: the phone's own, or the first half of a Local channel
 * @param second the second half of that Local channel
 * @param inner the bridge of the second half and the phone
 * @param phone the leg of the phone
 * @param runsDialplan whether the phone itself dialled to get here, as one who retrieves a parked call
 */
record Side(Leg front, Optional<Leg> second, Optional<Bridge> inner, Leg phone, boolean runsDialplan) {
    static Side direct(Leg phone) {
        return new Side(phone, Optional.empty(), Optional.empty(), phone, false);
    }

    /** A phone that dialled to get here. */
    static Side caller(Leg phone) {
        return new Side(phone, Optional.empty(), Optional.empty(), phone, true);
    }

    static Side behindLocal(Leg front, Leg second, Bridge inner, Leg phone) {
        return new Side(front, Optional.of(second), Optional.of(inner), phone, false);
    }

    boolean isBehindLocal() {
        return second.isPresent();
    }

    String extension() {
        return phone.device().endpoint();
    }
}
