package io.callwarden.call;

/** How far a call got on its way to a person. */
public enum Stage {
    /** Phones were dialled outside a queue. */
    RING,
    /** It was in a queue, or a queue refused it. */
    QUEUE,
    /** It was parked. */
    PARKED,
    /** Voicemail took it. */
    VOICEMAIL,
    /** It entered a conference. */
    CONFERENCE,
    /** Nobody was asked for: it heard a menu. */
    IVR,
    /** Nobody was asked for: it heard an announcement only. */
    ANNOUNCEMENT,
    /** Nobody was asked for and nothing was heard. */
    NONE;

    private final String label = Labels.of(this);

    /** The word used in JSON, in the database and as a metric label. */
    public String label() {
        return label;
    }
}
