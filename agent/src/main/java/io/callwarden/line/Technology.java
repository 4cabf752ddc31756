package io.callwarden.line;

import java.util.Set;

/** The channel driver behind a line or a channel; a closed set, so that it may be a label. */
public enum Technology {
    PJSIP("PJSIP"),
    SIP("SIP"),
    IAX2("IAX2"),
    DAHDI("DAHDI"),
    /** Both halves of the PBX's own channels to itself, which are no line. */
    LOCAL("Local"),
    OTHER("other");

    /** Those of {@link #OTHER} behind which there is a device: the rest is made by Asterisk for itself, as for announcements. */
    private static final Set<String> OTHER_DEVICES = Set.of(
            "SCCP", "Skinny", "MGCP", "OOH323", "H323", "USTM", "Dongle", "Quectel", "mISDN", "Motif", "Khomp", "CAPI");

    private final String label;

    Technology(String label) {
        this.label = label;
    }

    /** The word used in metrics and on screens. */
    public String label() {
        return label;
    }

    /** Of a channel or device: what stands before the first slash. */
    static Technology of(String name) {
        for (Technology each : values()) {
            int length = each.label.length();
            if (name.length() > length && name.charAt(length) == '/' && name.startsWith(each.label)) {
                return each;
            }
        }
        return OTHER;
    }

    /** Whether such a channel or device belongs to a line; {@code Queue:sales} does not. */
    static boolean isLine(String name) {
        return switch (of(name)) {
            case LOCAL -> false;
            case OTHER -> name.indexOf('/') > 0 && OTHER_DEVICES.contains(name.substring(0, name.indexOf('/')));
            default -> true;
        };
    }
}
