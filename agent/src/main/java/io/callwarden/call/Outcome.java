package io.callwarden.call;

/** What became of a call. */
public enum Outcome {
    /** A person talked with the other side; a menu, an announcement, music and voicemail are no persons. */
    ANSWERED,
    /** The caller hung up before any person answered. */
    ABANDONED,
    /** The PBX ran out of things to try and ended the call. */
    UNANSWERED,
    /** As unanswered, and every phone that was tried last was busy or declined. */
    BUSY,
    /** As unanswered, and no phone could be reached at all. */
    UNREACHABLE,
    /** The call ended in voicemail, with or without a message. */
    VOICEMAIL,
    /** The dialplan refused the call before anything was tried, answered or played. */
    REJECTED,
    /** The end was not seen; shown, never guessed. */
    UNKNOWN;

    private final String label = Labels.of(this);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
