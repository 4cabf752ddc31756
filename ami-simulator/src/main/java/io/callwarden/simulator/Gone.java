package io.callwarden.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What was broken off in the middle, and of which nobody will hear again.
 *
 * @param uniqueids of channels
 * @param bridges their ids
 */
record Gone(List<String> uniqueids, List<String> bridges) {

    /** All ids that a playing has, whether they were heard of yet or not. */
    static Gone of(List<Playing> playings) {
        List<String> uniqueids = new ArrayList<>();
        List<String> bridges = new ArrayList<>();
        for (Playing playing : playings) {
            List<Slot> slots = playing.template().slots();
            for (int i = 0; i < slots.size(); i++) {
                switch (slots.get(i).kind()) {
                    case UNIQUEID -> uniqueids.add(playing.values().text(i));
                    case UUID -> bridges.add(playing.values().text(i));
                    default -> {}
                }
            }
        }
        return new Gone(uniqueids, bridges);
    }
}
