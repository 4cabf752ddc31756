package io.callwarden.call;

import java.time.Instant;

/** Is told each step of each call, for people who want to know why a call ended as it did. Called on the PBX's thread. */
public interface CallStory {
    /** Tells nobody. */
    CallStory NONE = (id, at, text) -> {};

    /**
     * One step.
     *
     * @param id the call
     * @param at when, by the PBX's clock
     * @param text what happened, in plain words
     */
    void step(CallId id, Instant at, String text);
}
