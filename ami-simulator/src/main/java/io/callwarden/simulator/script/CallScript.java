package io.callwarden.simulator.script;

/** A call from its first to its last event, as one plays it on a {@link ScriptedCall}. A script is played to its end. */
@FunctionalInterface
public interface CallScript {
    void play(ScriptedCall call);
}
