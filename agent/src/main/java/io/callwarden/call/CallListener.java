package io.callwarden.call;

/** Is told about calls, on the thread of their PBX; must not block. */
public interface CallListener {
    /** A call is over and its record is final; told once a call. */
    void callEnded(Call call);

    /** A call began. Its direction may still change: an employee's call is internal until it leaves through a trunk. */
    default void callStarted(CallId id, Direction direction) {}

    /**
     * A caller and a person talk for the first time in this call. Told again where what is known of it changes meanwhile, such as when an
     * employee's call leaves through a trunk after all. Followed by {@link #callEnded}, or by {@link #callMerged}.
     */
    default void talkBegan(TalkBegun talk) {}

    /** Two calls turned out to be one: the first ends without a record of its own, as part of the second. */
    default void callMerged(CallId id, CallId into) {}

    /**
     * A caller left a queue, or was refused by it, and how is settled: the visit is the one that will stand in the record. Told once a
     * visit, as soon as nothing can change it any more, and before {@link #callEnded}. A visit of what turns out later to be part of
     * another call, such as a consultation, was a visit all the same: it is told, though no record will hold it.
     */
    default void queueVisitEnded(CallId id, Direction direction, QueueVisit visit) {}

    /** The PBX can be heard again after it could not. */
    default void blindIntervalEnded(BlindInterval interval) {}
}
