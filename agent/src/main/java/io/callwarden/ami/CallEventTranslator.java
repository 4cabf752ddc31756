package io.callwarden.ami;

import io.callwarden.call.PbxEvents;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Says in telephony terms what an AMI event means for a call. */
final class CallEventTranslator implements Translator {
    static final Interest INTEREST = new Interest(
            EnumSet.of(
                    AmiEventType.NEW_CHANNEL,
                    AmiEventType.NEW_STATE,
                    AmiEventType.NEW_EXTEN,
                    AmiEventType.RENAME,
                    AmiEventType.VAR_SET,
                    AmiEventType.HANGUP_REQUEST,
                    AmiEventType.SOFT_HANGUP_REQUEST,
                    AmiEventType.HANGUP,
                    AmiEventType.DIAL_BEGIN,
                    AmiEventType.DIAL_STATE,
                    AmiEventType.DIAL_END,
                    AmiEventType.BRIDGE_ENTER,
                    AmiEventType.BRIDGE_LEAVE,
                    AmiEventType.LOCAL_BRIDGE,
                    AmiEventType.HOLD,
                    AmiEventType.UNHOLD,
                    AmiEventType.BLIND_TRANSFER,
                    AmiEventType.ATTENDED_TRANSFER,
                    AmiEventType.PICKUP,
                    AmiEventType.QUEUE_CALLER_JOIN,
                    AmiEventType.QUEUE_CALLER_LEAVE,
                    AmiEventType.QUEUE_CALLER_ABANDON,
                    AmiEventType.AGENT_CALLED,
                    AmiEventType.CHAN_SPY_START),
            Set.of("QUEUESTATUS", "DIALSTATUS", "FROM_DID", "EXTTOCALL", "DEXTEN"));

    private static final String NO_VALUE = "<unknown>";

    private final PbxEvents events;

    CallEventTranslator(PbxEvents events) {
        this.events = events;
    }

    @Override
    public Interest interest() {
        return INTEREST;
    }

    @Override
    public void translate(AmiMessage m, Instant at) {
        switch (m.event()) {
            case NEW_EXTEN ->
                events.applicationStarted(
                        at,
                        id(m),
                        name(m),
                        m.text(Field.CONTEXT),
                        m.text(m.has(Field.EXTENSION) ? Field.EXTENSION : Field.EXTEN),
                        m.text(Field.APPLICATION),
                        m.text(Field.APP_DATA));
            case VAR_SET -> events.variableSet(at, id(m), variable(m), m.unescaped(Field.VALUE));
            case NEW_STATE -> events.channelStateChanged(at, id(m), name(m), m.number(Field.CHANNEL_STATE, -1));
            case NEW_CHANNEL -> appeared(m, at);
            case HANGUP -> events.hungUp(at, id(m), m.number(Field.CAUSE, 0));
            case HANGUP_REQUEST -> events.hangupRequested(at, id(m), m.number(Field.CAUSE, -1));
            case SOFT_HANGUP_REQUEST -> events.softHangupRequested(at, id(m));
            case RENAME -> events.channelRenamed(at, id(m), m.text(Field.NEWNAME));
            case HOLD -> events.held(at, id(m));
            case UNHOLD -> events.unheld(at, id(m));
            case CHAN_SPY_START -> events.spyStarted(at, m.text(Field.SPYER_UNIQUEID));
            default -> translateMeeting(m, at);
        }
    }

    private void translateMeeting(AmiMessage m, Instant at) {
        switch (m.event()) {
            case DIAL_BEGIN ->
                events.dialStarted(
                        at,
                        id(m),
                        name(m),
                        m.text(Field.DEST_UNIQUEID),
                        m.text(Field.DEST_CHANNEL),
                        m.text(Field.DIAL_STRING));
            case DIAL_STATE -> events.dialProgressed(at, m.text(Field.DEST_UNIQUEID), m.text(Field.DIAL_STATUS));
            case DIAL_END ->
                events.dialEnded(at, m.text(Field.DEST_UNIQUEID), m.text(Field.DIAL_STATUS), m.text(Field.FORWARD));
            case BRIDGE_ENTER ->
                events.bridgeEntered(
                        at,
                        id(m),
                        name(m),
                        m.text(Field.BRIDGE_UNIQUEID),
                        m.text(Field.BRIDGE_TYPE),
                        m.text(Field.BRIDGE_TECHNOLOGY));
            case BRIDGE_LEAVE -> events.bridgeLeft(at, id(m), m.text(Field.BRIDGE_UNIQUEID));
            case LOCAL_BRIDGE ->
                events.localPaired(
                        at,
                        m.text(Field.LOCAL_ONE_UNIQUEID),
                        m.text(Field.LOCAL_ONE_CHANNEL),
                        m.text(Field.LOCAL_TWO_UNIQUEID),
                        m.text(Field.LOCAL_TWO_CHANNEL));
            case BLIND_TRANSFER, ATTENDED_TRANSFER, PICKUP -> translateMove(m, at);
            default -> translateQueue(m, at);
        }
    }

    private void translateMove(AmiMessage m, Instant at) {
        if (m.event() == AmiEventType.PICKUP) {
            events.pickedUp(at, id(m), m.text(Field.TARGET_UNIQUEID));
        } else if (!m.text(Field.RESULT).equals("Success")) {
            return;
        } else if (m.event() == AmiEventType.BLIND_TRANSFER) {
            events.blindTransferred(
                    at, m.text(Field.TRANSFERER_UNIQUEID), m.text(Field.TRANSFEREE_UNIQUEID), m.text(Field.EXTENSION));
        } else {
            events.attendedTransferred(
                    at,
                    m.text(Field.ORIG_TRANSFERER_UNIQUEID),
                    m.text(Field.SECOND_TRANSFERER_UNIQUEID),
                    m.text(Field.DEST_TYPE));
        }
    }

    private void translateQueue(AmiMessage m, Instant at) {
        switch (m.event()) {
            case QUEUE_CALLER_JOIN -> events.queueJoined(at, id(m), name(m), m.text(Field.QUEUE));
            case QUEUE_CALLER_LEAVE -> events.queueLeft(at, id(m), m.text(Field.QUEUE));
            case QUEUE_CALLER_ABANDON -> events.queueUnserved(at, id(m), m.text(Field.QUEUE));
            case AGENT_CALLED ->
                events.memberCalled(at, m.text(Field.DEST_UNIQUEID), m.text(Field.QUEUE), m.text(Field.MEMBER_NAME));
            default -> {
                // Events that only others use.
            }
        }
    }

    private void appeared(AmiMessage m, Instant at) {
        events.channelAppeared(
                at,
                id(m),
                name(m),
                m.number(Field.CHANNEL_STATE, 0),
                m.text(Field.CONTEXT),
                m.text(Field.EXTEN),
                known(m.text(Field.CALLER_ID_NUM)),
                known(m.unescaped(Field.CALLER_ID_NAME)));
    }

    private static String id(AmiMessage m) {
        return m.text(Field.UNIQUEID);
    }

    private static String name(AmiMessage m) {
        return m.text(Field.CHANNEL);
    }

    /** Up to two leading underscores say how a variable is inherited, and are no part of its name. */
    private static String variable(AmiMessage m) {
        String variable = m.text(Field.VARIABLE);
        int skip = 0;
        while (skip < 2 && skip < variable.length() && variable.charAt(skip) == '_') {
            skip++;
        }
        return skip == 0 ? variable : variable.substring(skip);
    }

    private static String known(String value) {
        return value.equals(NO_VALUE) ? "" : value;
    }
}
