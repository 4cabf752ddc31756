package io.callwarden.simulator.script;

/**
 * What a channel belongs to.
 *
 * @param kind a trunk, a phone, or the first or second half of a Local channel
 * @param address what the name of a channel begins with, such as {@code PJSIP/101} or {@code Local/111@agents}
 */
record Device(Kind kind, String address) {
    enum Kind {
        TRUNK,
        PHONE,
        LOCAL_ONE,
        LOCAL_TWO
    }

    static Device trunk(String endpoint) {
        return new Device(Kind.TRUNK, "PJSIP/" + endpoint);
    }

    static Device phone(String extension) {
        return new Device(Kind.PHONE, "PJSIP/" + extension);
    }

    static Device local(String target, boolean first) {
        return new Device(first ? Kind.LOCAL_ONE : Kind.LOCAL_TWO, "Local/" + target);
    }

    boolean isLocal() {
        return kind == Kind.LOCAL_ONE || kind == Kind.LOCAL_TWO;
    }

    /** The extension or the trunk: the address without its technology. */
    String endpoint() {
        return address.substring(address.indexOf('/') + 1);
    }
}
