package io.callwarden.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Recording} made ready to be played many times: its events as bytes with {@link Slot}s, and what it tells about the PBX it
 * was recorded on. Immutable.
 */
final class Template {

    private final String name;
    private final List<TemplateEvent> events;
    private final List<Slot> slots;
    private final PbxFacts facts;
    private final Map<String, Integer> byOriginal = new HashMap<>();
    private final int[] firstOfKind = new int[Slot.Kind.values().length];
    private final int[] countOfKind = new int[Slot.Kind.values().length];

    /** @param slots those of one counted kind (uniqueids, channel suffixes, numbers) stand together, in the order of their counter */
    Template(String name, List<TemplateEvent> events, List<Slot> slots, PbxFacts facts) {
        this.name = name;
        this.events = List.copyOf(events);
        this.slots = List.copyOf(slots);
        this.facts = facts;
        for (int i = 0; i < slots.size(); i++) {
            int kind = slots.get(i).kind().ordinal();
            if (countOfKind[kind]++ == 0) {
                firstOfKind[kind] = i;
            }
            byOriginal.put(slots.get(i).original(), i);
        }
    }

    static Template of(Recording recording) {
        return new TemplateCompiler(recording).compile();
    }

    String name() {
        return name;
    }

    List<TemplateEvent> events() {
        return events;
    }

    List<Slot> slots() {
        return slots;
    }

    PbxFacts facts() {
        return facts;
    }

    int count(Slot.Kind kind) {
        return countOfKind[kind.ordinal()];
    }

    /** Where slot {@code index} stands among those of its kind. */
    int rank(int index) {
        return index - firstOfKind[slots.get(index).kind().ordinal()];
    }

    /** The slot that stands for a text of the recording; -1 if there is none. */
    int slotOf(String original) {
        return byOriginal.getOrDefault(original, -1);
    }

    long lengthMicros() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).offsetMicros();
    }
}
