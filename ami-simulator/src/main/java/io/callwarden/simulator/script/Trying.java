package io.callwarden.simulator.script;

import java.util.Map;
import java.util.Optional;

/**
 * What is the same for all the phones that one application tries at once.
 *
 * @param inheritedDid the DID that every new channel inherits; empty for none
 * @param trunk the trunk that is dialled through; empty for a phone of the house
 * @param originator the name that a leg to a trunk carries: of a click-to-call the one that the action gave
 * @param forwarded whether the phones are tried because another one sent the caller there
 */
record Trying(
        String inheritedDid,
        String trunk,
        String originator,
        boolean forwarded,
        Optional<QueueJournal> queueJournal,
        Map<String, Member> members) {

    static Trying dial(String inheritedDid) {
        return new Trying(inheritedDid, "", "", false, Optional.empty(), Map.of());
    }

    static Trying trunk(String trunk, String originator) {
        return new Trying("", trunk, originator, false, Optional.empty(), Map.of());
    }

    static Trying forward(String inheritedDid) {
        return new Trying(inheritedDid, "", "", true, Optional.empty(), Map.of());
    }

    static Trying queue(String inheritedDid, QueueJournal queue, Map<String, Member> members) {
        return new Trying(inheritedDid, "", "", false, Optional.of(queue), members);
    }

    boolean isQueue() {
        return queueJournal.isPresent();
    }

    QueueJournal queue() {
        return queueJournal.orElseThrow();
    }

    Member member(Phone phone) {
        return members.computeIfAbsent(phone.extension(), extension -> Member.phone(phone.owner(), extension));
    }

    Device device(Phone phone) {
        return trunk.isEmpty() ? Device.phone(phone.extension()) : Device.trunk(trunk);
    }

    /** The own number of a called leg; of a trunk nobody knows it yet. */
    String number(Phone phone) {
        return trunk.isEmpty() ? phone.extension() : "";
    }

    String owner(Phone phone) {
        return trunk.isEmpty() ? phone.owner() : "";
    }

    String context() {
        return trunk.isEmpty() ? "from-internal" : "from-trunk";
    }

    String dialString(Phone phone) {
        return trunk.isEmpty() ? phone.extension() : phone.extension() + "@" + trunk;
    }

    Optional<LocalPair.Target> localTarget(Phone phone) {
        if (forwarded) {
            return Optional.of(new LocalPair.Target(phone.extension(), "from-internal", true));
        }
        if (isQueue() && member(phone).isLocal()) {
            return Optional.of(new LocalPair.Target(
                    phone.extension(), "agents", !member(phone).address().endsWith("/n")));
        }
        return !isQueue() && phone.isThroughLocal()
                ? Optional.of(new LocalPair.Target(phone.extension(), "agents", true))
                : Optional.empty();
    }

    void inherited(Journal journal, Leg leg) {
        if (!inheritedDid.isEmpty()) {
            journal.variable(leg, "__FROM_DID", inheritedDid);
        }
    }
}
