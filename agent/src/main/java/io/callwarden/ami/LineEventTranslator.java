package io.callwarden.ami;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents;
import io.callwarden.call.LineEvents.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Says what an AMI event means for a phone or a trunk. */
final class LineEventTranslator implements Translator {
    private static final Interest INTEREST = new Interest(
            EnumSet.of(
                    AmiEventType.DEVICE_STATE_CHANGE,
                    AmiEventType.CONTACT_STATUS,
                    AmiEventType.PEER_STATUS,
                    AmiEventType.REGISTRY,
                    AmiEventType.NEW_CHANNEL,
                    AmiEventType.NEW_STATE,
                    AmiEventType.HANGUP),
            Set.of());
    private static final int UP = 6;
    private static final int CALLS_US = 4;
    private static final int NANOS_PER_MICRO = 1_000;

    private final LineEvents events;

    LineEventTranslator(LineEvents events) {
        this.events = events;
    }

    @Override
    public Interest interest() {
        return INTEREST;
    }

    @Override
    public void translate(AmiMessage m, Instant at) {
        switch (m.event()) {
            case DEVICE_STATE_CHANGE ->
                events.deviceStateChanged(at, m.text(Field.DEVICE), DeviceState.of(m.text(Field.STATE)));
            case CONTACT_STATUS -> contactChanged(m, at);
            case PEER_STATUS -> peerChanged(m, at);
            case REGISTRY ->
                events.registrationChanged(
                        at,
                        m.text(Field.CHANNEL_TYPE),
                        m.text(Field.USERNAME),
                        m.text(Field.DOMAIN),
                        m.text(Field.STATUS).equals("Registered"),
                        m.text(Field.CAUSE));
            case NEW_CHANNEL ->
                events.channelAppeared(
                        at,
                        m.text(Field.UNIQUEID),
                        m.text(Field.CHANNEL),
                        m.number(Field.CHANNEL_STATE, 0) == CALLS_US);
            case HANGUP ->
                events.channelGone(at, m.text(Field.UNIQUEID), m.text(Field.CHANNEL), m.number(Field.CAUSE, 0));
            default -> {
                if (m.number(Field.CHANNEL_STATE, 0) == UP) {
                    events.channelUp(at, m.text(Field.UNIQUEID));
                }
            }
        }
    }

    private void contactChanged(AmiMessage m, Instant at) {
        String line = m.text(Field.ENDPOINT_NAME);
        int micros = m.number(Field.ROUNDTRIP_USEC, 0);
        events.contactChanged(
                at,
                "PJSIP/" + (line.isEmpty() ? m.text(Field.AOR) : line),
                m.text(Field.URI),
                contact(m.text(Field.CONTACT_STATUS)),
                micros <= 0 ? null : Duration.ofNanos((long) micros * NANOS_PER_MICRO));
    }

    /** Other words are no news of the line: {@code Rejected} is somebody who tried to register in its name. */
    private void peerChanged(AmiMessage m, Instant at) {
        switch (m.text(Field.PEER_STATUS)) {
            case "Registered", "Reachable", "Lagged" -> events.peerChanged(at, m.text(Field.PEER), true);
            case "Unregistered", "Unreachable" -> events.peerChanged(at, m.text(Field.PEER), false);
            default -> {
                // Nothing to tell.
            }
        }
    }

    /** The words differ by version (res/res_pjsip/pjsip_options.c); one that is not asked counts as there. */
    static Contact contact(String word) {
        return switch (word) {
            case "Reachable", "NonQualified" -> Contact.REACHABLE;
            case "Unreachable" -> Contact.UNREACHABLE;
            case "Removed" -> Contact.REMOVED;
            default -> Contact.UNKNOWN;
        };
    }
}
