package io.callwarden.web;

import java.util.List;

/** How the agent stands, as the pages show it. Called on worker threads; answers at once. */
public interface AgentState {
    /** What keeps the agent from doing its work, one sentence each; empty when it is ready. */
    List<String> missing();

    /** What is worth knowing though the agent does its work, one sentence each. */
    default List<String> notes() {
        return List.of();
    }

    /** Whether it is known that what is on record cannot be read now; asking would only take time. */
    default boolean recordsAway() {
        return false;
    }

    /** Each PBX and how its link stands, in the order configured. */
    List<Pbx> pbxs();

    /**
     * One PBX.
     *
     * @param name as configured
     * @param link how the link to it stands, in words
     * @param callsInProgress now
     */
    record Pbx(String name, String link, int callsInProgress) {}
}
