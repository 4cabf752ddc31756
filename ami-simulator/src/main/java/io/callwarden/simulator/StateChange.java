package io.callwarden.simulator;

import java.util.HashMap;
import java.util.Map;

/** What an event changes in {@link PbxState}. */
enum StateChange {
    NONE,
    NEWCHANNEL("Newchannel"),
    SNAPSHOT("Newstate", "NewCallerid", "NewConnectedLine", "NewAccountCode"),
    NEWEXTEN("Newexten"),
    RENAME("Rename"),
    VARSET("VarSet"),
    HANGUP("Hangup"),
    BRIDGE_CREATE("BridgeCreate"),
    BRIDGE_ENTER("BridgeEnter"),
    BRIDGE_LEAVE("BridgeLeave"),
    BRIDGE_DESTROY("BridgeDestroy"),
    QUEUE_JOIN("QueueCallerJoin"),
    QUEUE_LEAVE("QueueCallerLeave"),
    QUEUE_ABANDON("QueueCallerAbandon"),
    AGENT_CONNECT("AgentConnect"),
    AGENT_COMPLETE("AgentComplete"),
    /** No event of Asterisk's, but a fact of a house that is made up. */
    QUEUE("QueueParams"),
    MEMBER("QueueMemberAdded", "QueueMemberStatus", "QueueMemberPause", "QueueMemberPenalty", "AgentCalled"),
    MEMBER_REMOVED("QueueMemberRemoved"),
    DEVICE("DeviceStateChange"),
    EXTENSION("ExtensionStatus"),
    CONFERENCE_JOIN("ConfbridgeJoin"),
    CONFERENCE_LEAVE("ConfbridgeLeave"),
    PARKED("ParkedCall"),
    UNPARKED("UnParkedCall", "ParkedCallTimeOut", "ParkedCallGiveUp"),
    PEER("PeerStatus"),
    CONTACT("ContactStatus"),
    REGISTRY("Registry");

    private static final Map<String, StateChange> BY_EVENT = new HashMap<>();

    static {
        for (StateChange change : values()) {
            for (String event : change.events) {
                BY_EVENT.put(event, change);
            }
        }
    }

    private final String[] events;

    StateChange(String... events) {
        this.events = events;
    }

    static StateChange of(String event) {
        return BY_EVENT.getOrDefault(event, NONE);
    }
}
