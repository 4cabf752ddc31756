package io.callwarden.mail;

import io.callwarden.notify.Event;

/** What a mail calls the facts it tells: one is ..., several are .... */
enum Heading {
    CALL_ENDED("call ended", "calls ended", "Calls"),
    CALL_MISSED("missed call", "missed calls", "Missed calls"),
    CALLBACK_OPENED("customer to call back", "customers to call back", "To call back"),
    CALLBACK_MISSED_AGAIN("customer missed again", "customers missed again", "Missed again"),
    CALLBACK_ATTEMPTED("call-back in vain", "call-backs in vain", "Called back in vain"),
    CALLBACK_OVERDUE("call-back overdue", "call-backs overdue", "Call-backs overdue"),
    CALLBACK_RECOVERED("customer reached", "customers reached", "Reached"),
    CALLBACK_LOST("customer lost", "customers lost", "Lost");

    private final String one;
    private final String several;
    private final String title;

    Heading(String one, String several, String title) {
        this.one = one;
        this.several = several;
        this.title = title;
    }

    static Heading of(Event event) {
        return valueOf(event.name());
    }

    /** As {@code 3 missed calls}. */
    String count(int number) {
        return number + " " + (number == 1 ? one : several);
    }

    /** Above the rows. */
    String title() {
        return title;
    }
}
