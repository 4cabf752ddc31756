package io.callwarden.simulator.script;

import java.util.Set;

/**
 * Whether the PBX tells how voice arrives, and on which lines it arrives badly.
 *
 * @param reported whether every channel that is up has RTCPSent and RTCPReceived every five seconds; they are more than half of all events then
 * @param badLines trunks and extensions that lose and delay voice
 */
public record Sound(boolean reported, Set<String> badLines) {
    /** No reports. */
    public static final Sound UNREPORTED = new Sound(false, Set.of());

    public Sound {
        badLines = Set.copyOf(badLines);
    }

    /** Reports of every line; voice arrives well on all but these. */
    public static Sound of(String... badLines) {
        return new Sound(true, Set.of(badLines));
    }
}
