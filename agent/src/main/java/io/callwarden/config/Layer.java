package io.callwarden.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One source of settings: the file, the environment or the flags. */
interface Layer {
    /** What this source says about the key; empty when nothing. */
    Optional<Found> find(String key);

    /**
     * The names under a key that maps names to settings, in the order written.
     *
     * @param parent the key of the map, such as {@code pbxs}
     * @param leaf a setting that each of them has, such as {@code host}; empty when the name itself has the value
     */
    Set<String> children(String parent, String leaf);

    /** Everything set here that nobody asked for, by the name under which this source knows it, with its place. */
    Map<String, String> unasked(Set<String> asked);

    /** A key as this source names it, for suggestions. */
    String nameOf(String key);
}
