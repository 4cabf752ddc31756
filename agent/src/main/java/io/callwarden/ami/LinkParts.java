package io.callwarden.ami;

import java.util.EnumSet;
import java.util.Set;

/**
 * What all connections to one PBX share.
 *
 * @param interest events for {@code events}
 * @param events the translator of events into calls
 */
record LinkParts(
        AmiConfig config,
        Interest interest,
        AmiMessageHandler events,
        AmiLinkListener listener,
        AmiStats stats,
        PbxClock clock,
        Blindness blindness) {

    /**
     * Events that the link itself reads: about the PBX as a whole, and the rows of lists. AuthDetail is not among them: it holds the secrets
     * of phones, and is passed over at its first line.
     */
    private static final Set<AmiEventType> OWN = EnumSet.of(
            AmiEventType.FULLY_BOOTED,
            AmiEventType.SHUTDOWN,
            AmiEventType.RELOAD,
            AmiEventType.OTHER,
            AmiEventType.CORE_SHOW_CHANNEL,
            AmiEventType.CORE_SHOW_CHANNELS_COMPLETE,
            AmiEventType.QUEUE_PARAMS,
            AmiEventType.QUEUE_MEMBER,
            AmiEventType.QUEUE_ENTRY,
            AmiEventType.QUEUE_STATUS_COMPLETE,
            AmiEventType.DEVICE_STATE_CHANGE,
            AmiEventType.DEVICE_STATE_LIST_COMPLETE,
            AmiEventType.ENDPOINT_LIST,
            AmiEventType.ENDPOINT_LIST_COMPLETE,
            AmiEventType.ENDPOINT_DETAIL,
            AmiEventType.ENDPOINT_DETAIL_COMPLETE,
            AmiEventType.IDENTIFY_DETAIL,
            AmiEventType.AOR_DETAIL,
            AmiEventType.CONTACT_STATUS_DETAIL,
            AmiEventType.CONTACT_LIST,
            AmiEventType.CONTACT_LIST_COMPLETE,
            AmiEventType.OUTBOUND_REGISTRATION_DETAIL,
            AmiEventType.OUTBOUND_REGISTRATION_DETAIL_COMPLETE,
            AmiEventType.INBOUND_REGISTRATION_DETAIL,
            AmiEventType.INBOUND_REGISTRATION_DETAIL_COMPLETE,
            AmiEventType.PEER_ENTRY,
            AmiEventType.PEERLIST_COMPLETE,
            AmiEventType.REGISTRY_ENTRY,
            AmiEventType.REGISTRATIONS_COMPLETE);

    /** The same PBX, reached and read otherwise. */
    LinkParts with(AmiConfig newConfig, Interest newInterest, AmiMessageHandler newEvents) {
        return new LinkParts(newConfig, newInterest, newEvents, listener, stats, clock, blindness);
    }

    /** Whether anybody follows phones and trunks. */
    boolean linesWanted() {
        return interest.in(AmiEventType.CONTACT_STATUS);
    }

    Interest wholeInterest() {
        return interest.and(OWN);
    }

    /** The classes to ask Asterisk for: what nobody reads need not be written. */
    String eventMask() {
        StringBuilder mask = new StringBuilder("system,call,agent,dialplan");
        addIf(mask, "user", AmiEventType.USER_EVENT);
        addIf(mask, "cdr", AmiEventType.CDR);
        addIf(mask, "reporting", AmiEventType.RTCP_SENT, AmiEventType.RTCP_RECEIVED);
        addIf(mask, "dtmf", AmiEventType.DTMF_BEGIN, AmiEventType.DTMF_END);
        return mask.toString();
    }

    private void addIf(StringBuilder mask, String name, AmiEventType... types) {
        for (AmiEventType type : types) {
            if (interest.in(type)) {
                mask.append(',').append(name);
                return;
            }
        }
    }
}
