package io.callwarden.simulator;

import java.time.Instant;

/** One playing of a recording, and what has become of its ids and numbers. Thread-safe. */
public final class Playing {

    private final Template template;
    private final Substitution values;

    Playing(Template template, Substitution values) {
        this.template = template;
        this.values = values;
    }

    /** The name of the recording. */
    public String recording() {
        return template.name();
    }

    /** The Timestamp of the first event. */
    public Instant startedAt() {
        return Instant.ofEpochSecond(0, values.startMicros() * 1_000);
    }

    /** The fresh id in place of a Uniqueid or Linkedid of the recording; the same one if it has no such id. */
    public String uniqueid(String original) {
        int slot = template.slotOf(original);
        boolean known = slot >= 0 && template.slots().get(slot).kind() == Slot.Kind.UNIQUEID;
        return known ? values.text(slot) : original;
    }

    /** The fresh number in place of an outside party's number in the recording; the same one if there is no such party. */
    public String number(String original) {
        for (int from = 0; from + SlotCatalogue.NUMBER_DIGITS <= original.length(); from++) {
            int slot = template.slotOf(original.substring(from));
            if (slot >= 0 && template.slots().get(slot).kind() == Slot.Kind.NUMBER) {
                return original.substring(0, original.length() - SlotCatalogue.NUMBER_DIGITS) + values.text(slot);
            }
        }
        return original;
    }

    Template template() {
        return template;
    }

    Substitution values() {
        return values;
    }
}
