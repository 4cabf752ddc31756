package io.callwarden.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The classes of manager.conf's {@code read} and {@code write}; a set of them is a bit mask. */
public enum PrivilegeClass {
    SYSTEM,
    CALL,
    LOG,
    VERBOSE,
    COMMAND,
    AGENT,
    USER,
    CONFIG,
    DTMF,
    REPORTING,
    CDR,
    DIALPLAN,
    ORIGINATE,
    AGI,
    CC,
    AOC,
    TEST,
    SECURITY,
    MESSAGE;

    /** What {@code all} stands for. */
    static final int ALL = -1;

    int bit() {
        return 1 << ordinal();
    }

    /**
     * Reads a list as in manager.conf.
     *
     * @param list such as {@code system,call,agent}, {@code all}, or empty for none
     * @throws IllegalArgumentException naming the word that is no class
     */
    static int maskOf(String list) {
        int mask = 0;
        for (String word : list.split(",")) {
            String name = word.strip();
            if (name.equalsIgnoreCase("all")) {
                return ALL;
            }
            int bit = bitOf(name);
            if (bit == 0 && !name.isEmpty()) {
                throw new IllegalArgumentException("\"" + name + "\" is no privilege class; there are all, "
                        + Arrays.stream(values()).map(PrivilegeClass::word).collect(Collectors.joining(", ")));
            }
            mask |= bit;
        }
        return mask;
    }

    /** The bits of an event's {@code Privilege} header, whose closing {@code all} says nothing; words unknown here are no bits. */
    static int maskOfHeader(String privilege) {
        return Arrays.stream(privilege.split(","))
                .mapToInt(word -> bitOf(word.strip()))
                .reduce(0, (a, b) -> a | b);
    }

    private static int bitOf(String word) {
        for (PrivilegeClass each : values()) {
            if (each.word().equalsIgnoreCase(word)) {
                return each.bit();
            }
        }
        return 0;
    }

    /** As ListCommands and the Privilege header write it: {@code system,call,all}, or {@code <none>}. */
    static String header(int mask) {
        String words = Arrays.stream(values())
                .filter(each -> (mask & each.bit()) != 0)
                .map(each -> each.word() + ",")
                .collect(Collectors.joining());
        return words.isEmpty() ? "<none>" : words + "all";
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
