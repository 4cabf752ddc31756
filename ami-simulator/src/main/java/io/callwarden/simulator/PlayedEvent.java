package io.callwarden.simulator;

/** An event in one playing: the template's, with the playing's ids in it. */
record PlayedEvent(TemplateEvent event, Substitution values) {

    /** Empty where the event has no such header. */
    String text(EventField field) {
        return event.text(field, values);
    }

    long micros() {
        return values.startMicros() + event.offsetMicros();
    }
}
