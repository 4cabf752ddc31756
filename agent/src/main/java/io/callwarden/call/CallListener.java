package io.callwarden.call;

/** Is told about calls, on the thread of their PBX; must not block. */
public interface CallListener {
    /** A call is over and its record is final; told once a call. */
    void callEnded(Call call);

    /** A call began. Its direction may still change: an employee's call is internal until it leaves through a trunk. */
    default void callStarted(CallId id, Direction direction) {}

    /** The PBX can be heard again after it could not. */
    default void blindIntervalEnded(BlindInterval interval) {}
}
