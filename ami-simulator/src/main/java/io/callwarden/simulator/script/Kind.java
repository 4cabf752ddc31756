package io.callwarden.simulator.script;

/** The kinds of calls of a busy day; which share of the calls is of which kind is a setting. */
public enum Kind {
    /** Straight into a queue. */
    QUEUE,
    /** Through the menu into a queue, or no further. */
    MENU,
    /** To one phone, with voicemail behind it. */
    PHONE,
    /** To several phones at once. */
    GROUP,
    /** To one phone after another. */
    HUNT,
    /** To a phone that sends its calls on. */
    FORWARDED,
    /** Into the conference. */
    CONFERENCE,
    /** Refused at once. */
    REJECTED,
    /** From phone to phone. */
    INTERNAL,
    /** From a phone to a customer. */
    OUTBOUND,
    /** A click on a number. */
    CLICK
}
