package io.callwarden.call;

/** Why a phone stopped ringing, or was not reached. */
public enum RingResult {
    /** A person answered with this phone. */
    ANSWERED,
    /** Another phone answered, picked the call up, or this one passed it on. */
    ANSWERED_ELSEWHERE,
    /** It rang until the time was up. */
    NO_ANSWER,
    /** It was busy and did not ring. */
    BUSY,
    /** The employee refused the call. */
    DECLINED,
    /** It could not be reached: not registered, no network or no power. */
    UNREACHABLE,
    /** The caller hung up, or left by a key, while it was being tried. */
    CALLER_GAVE_UP;

    private final String label = Labels.of(this);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
