package io.callwarden.report;

/** What is counted for an employee. All of it adds up over days and over people. */
public enum Figure {
    /** How often a phone of his was tried; several at a time are one. */
    RANG("rang"),
    /** Rings answered, and calls picked up. */
    ANSWERED("answered"),
    /** Calls answered that rang at another phone. */
    PICKED_UP("pickedUp"),
    /** Rings that timed out. */
    NO_ANSWER("noAnswer"),
    /** Rings refused. */
    DECLINED("declined"),
    /** Tried while he was talking. */
    BUSY("busy"),
    /** Tried while his phone could not be reached. */
    UNREACHABLE("unreachable"),
    /** Rings that somebody else answered. */
    ANSWERED_ELSEWHERE("answeredElsewhere"),
    /** Rings during which the caller gave up. */
    CALLER_GAVE_UP("callerGaveUp"),
    /** How long his phone rang before he answered it, all such rings together. */
    RING_MILLIS("ringMillis"),
    /** Rings answered within {@link EmployeeReport#FAST}. */
    ANSWERED_FAST("answeredFast"),
    /** Time on the phone with callers. */
    TALK_INBOUND_MILLIS("talkInboundMillis"),
    /** Time on the phone with those he called. */
    TALK_OUTBOUND_MILLIS("talkOutboundMillis"),
    /** Time on the phone with colleagues. */
    TALK_INTERNAL_MILLIS("talkInternalMillis"),
    /** Calls he made to numbers outside. */
    OUTBOUND("outbound"),
    /** Those of them that were answered. */
    OUTBOUND_ANSWERED("outboundAnswered"),
    /** Calls out of a queue that he answered first, and whose wait was seen. */
    QUEUE_ANSWERED("queueAnswered"),
    /** Those of them that had waited no longer than the target of the queue. */
    QUEUE_IN_TARGET("queueInTarget"),
    /** Calls to customers who had been missed and were not reached yet. */
    CALL_BACKS("callBacks"),
    /** Those of them that the customer answered. */
    CALL_BACKS_REACHED("callBacksReached"),
    /** Those of them within the target of call-backs. */
    CALL_BACKS_IN_TARGET("callBacksInTarget"),
    /** Customers who had been missed and whom he reached, because he called or because they did. */
    RECOVERED("recovered");

    private final String label;

    Figure(String label) {
        this.label = label;
    }

    /** The word in JSON and CSV. */
    public String label() {
        return label;
    }
}
