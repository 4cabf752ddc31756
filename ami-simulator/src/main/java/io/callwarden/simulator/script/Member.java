package io.callwarden.simulator.script;

/**
 * A member of a queue.
 *
 * @param name as the queue shows it
 * @param extension the phone behind it
 * @param address what the queue dials: {@code PJSIP/101}, {@code Local/111@agents/n}
 */
public record Member(String name, String extension, String address) {

    /** A member whose phone the queue rings itself. */
    public static Member phone(String name, String extension) {
        return new Member(name, extension, "PJSIP/" + extension);
    }

    /** A member who is rung through a Local channel that is never optimised away. */
    public static Member throughLocal(String name, String extension) {
        return new Member(name, extension, "Local/" + extension + "@agents/n");
    }

    /** A member who is rung through a Local channel that leaves when both ends are connected. */
    public static Member throughOptimisedLocal(String name, String extension) {
        return new Member(name, extension, "Local/" + extension + "@agents");
    }

    boolean isLocal() {
        return address.startsWith("Local/");
    }

    String device() {
        return "PJSIP/" + extension;
    }
}
