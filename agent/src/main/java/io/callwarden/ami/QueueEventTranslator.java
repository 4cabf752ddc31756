package io.callwarden.ami;

import io.callwarden.call.DeviceState;
import io.callwarden.call.QueueEvents;
import io.callwarden.call.QueueMember;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Says what an AMI event means for a queue and its members. */
final class QueueEventTranslator implements Translator {
    private static final Interest INTEREST = new Interest(
            EnumSet.of(
                    AmiEventType.QUEUE_CALLER_JOIN,
                    AmiEventType.QUEUE_CALLER_LEAVE,
                    AmiEventType.QUEUE_MEMBER_STATUS,
                    AmiEventType.QUEUE_MEMBER_ADDED,
                    AmiEventType.QUEUE_MEMBER_PAUSE,
                    AmiEventType.QUEUE_MEMBER_PENALTY,
                    AmiEventType.QUEUE_MEMBER_RINGINUSE,
                    AmiEventType.QUEUE_MEMBER_REMOVED,
                    AmiEventType.AGENT_LOGIN,
                    AmiEventType.AGENT_LOGOFF),
            Set.of());

    private final QueueEvents events;

    QueueEventTranslator(QueueEvents events) {
        this.events = events;
    }

    @Override
    public Interest interest() {
        return INTEREST;
    }

    @Override
    public void translate(AmiMessage m, Instant at) {
        switch (m.event()) {
            case QUEUE_CALLER_JOIN ->
                events.callerJoined(
                        at, m.text(Field.QUEUE), m.text(Field.UNIQUEID), m.number(Field.POSITION, Integer.MAX_VALUE));
            case QUEUE_CALLER_LEAVE -> events.callerLeft(at, m.text(Field.QUEUE), m.text(Field.UNIQUEID));
            case QUEUE_MEMBER_REMOVED -> events.memberRemoved(at, m.text(Field.QUEUE), m.text(Field.INTERFACE));
            case AGENT_LOGIN -> events.agentLoggedIn(at, m.text(Field.AGENT));
            case AGENT_LOGOFF -> events.agentLoggedOff(at, m.text(Field.AGENT));
            default -> events.memberChanged(at, member(m));
        }
    }

    private static QueueMember member(AmiMessage m) {
        String location = m.text(Field.INTERFACE);
        String device = m.text(Field.STATE_INTERFACE);
        int lastCall = m.number(Field.LAST_CALL, 0);
        int wrapUp = m.number(Field.WRAPUP_TIME, -1);
        return new QueueMember(
                m.text(Field.QUEUE),
                m.unescaped(Field.MEMBER_NAME),
                location,
                device.isEmpty() ? location : device,
                DeviceState.of(m.number(Field.STATUS, 0)),
                m.number(Field.IN_CALL, 0) == 1,
                m.number(Field.PAUSED, 0) == 1,
                m.unescaped(Field.PAUSED_REASON),
                lastCall <= 0 ? null : Instant.ofEpochSecond(lastCall),
                wrapUp < 0 ? null : Duration.ofSeconds(wrapUp));
    }
}
