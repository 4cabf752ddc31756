package io.callwarden.simulator;

import java.util.List;

/**
 * A value with slots in it. Immutable.
 *
 * @param literals what stands before, between and after the slots: one more than there are slots
 * @param slots indexes into the template's slots
 */
record SlottedText(List<String> literals, int[] slots) {

    static SlottedText literal(String text) {
        return new SlottedText(List.of(text), new int[0]);
    }

    String in(Substitution values) {
        if (slots.length == 0) {
            return literals.get(0);
        }
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < slots.length; i++) {
            text.append(values.text(slots[i])).append(literals.get(i + 1));
        }
        return text.toString();
    }
}
