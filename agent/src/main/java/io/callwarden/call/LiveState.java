package io.callwarden.call;

/** Where a call in progress stands. */
public enum LiveState {
    /** In the dialplan: a menu, an announcement, or nothing yet. */
    MENU,
    /** Phones are being tried. */
    RINGING,
    /** Waiting in a queue. */
    QUEUED,
    /** Talking with a person. */
    TALKING,
    /** Put on hold by a person. */
    HELD,
    /** Parked. */
    PARKED,
    /** In voicemail. */
    VOICEMAIL,
    /** Alone in a conference. */
    CONFERENCE;

    private final String label = Labels.of(this);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
