package io.callwarden.call;

import java.util.Locale;

/** What Asterisk thinks of a device: a phone, a trunk, or something that is only named like one (main/devicestate.c). */
public enum DeviceState {
    UNKNOWN,
    NOT_INUSE,
    INUSE,
    BUSY,
    INVALID,
    UNAVAILABLE,
    RINGING,
    RINGINUSE,
    ONHOLD;

    private static final DeviceState[] VALUES = values();
    private final String label = name().toLowerCase(Locale.ROOT);

    /** Asterisk's number of it (AST_DEVICE_*); unknown for any other number. */
    public static DeviceState of(int number) {
        return number >= 0 && number < VALUES.length ? VALUES[number] : UNKNOWN;
    }

    /** Asterisk's word for it, such as {@code NOT_INUSE}; unknown for any other word. */
    public static DeviceState of(String word) {
        for (DeviceState state : VALUES) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Whether a call could reach it, or is there already. */
    public boolean reachable() {
        return this != UNAVAILABLE && this != INVALID && this != UNKNOWN;
    }

    public String label() {
        return label;
    }
}
