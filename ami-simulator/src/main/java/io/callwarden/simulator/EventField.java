package io.callwarden.simulator;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The headers that {@link PbxState} reads from the events it is fed. */
enum EventField {
    CHANNEL("Channel"),
    CHANNEL_STATE("ChannelState"),
    CHANNEL_STATE_DESC("ChannelStateDesc"),
    CALLER_ID_NUM("CallerIDNum"),
    CALLER_ID_NAME("CallerIDName"),
    CONNECTED_LINE_NUM("ConnectedLineNum"),
    CONNECTED_LINE_NAME("ConnectedLineName"),
    LANGUAGE("Language"),
    ACCOUNT_CODE("AccountCode"),
    CONTEXT("Context"),
    EXTEN("Exten"),
    PRIORITY("Priority"),
    UNIQUEID("Uniqueid"),
    LINKEDID("Linkedid"),
    APPLICATION("Application"),
    APP_DATA("AppData"),
    NEW_NAME("Newname"),
    VARIABLE("Variable"),
    VALUE("Value"),
    BRIDGE_UNIQUEID("BridgeUniqueid"),
    BRIDGE_TYPE("BridgeType"),
    BRIDGE_TECHNOLOGY("BridgeTechnology"),
    BRIDGE_CREATOR("BridgeCreator"),
    BRIDGE_NAME("BridgeName"),
    BRIDGE_VIDEO("BridgeVideoSourceMode"),
    QUEUE("Queue"),
    POSITION("Position"),
    INTERFACE("Interface"),
    MEMBER_NAME("MemberName"),
    STATE_INTERFACE("StateInterface"),
    MEMBERSHIP("Membership"),
    PENALTY("Penalty"),
    CALLS_TAKEN("CallsTaken"),
    LAST_CALL("LastCall"),
    LAST_PAUSE("LastPause"),
    LOGIN_TIME("LoginTime"),
    IN_CALL("InCall"),
    STATUS("Status"),
    PAUSED("Paused"),
    PAUSED_REASON("PausedReason"),
    WRAPUPTIME("Wrapuptime"),
    DEVICE("Device"),
    STATE("State"),
    HINT("Hint"),
    STATUS_TEXT("StatusText"),
    CONFERENCE("Conference"),
    PARKING_LOT("Parkinglot"),
    PARKING_SPACE("ParkingSpace"),
    PARKING_TIMEOUT("ParkingTimeout"),
    PARKER_DIAL_STRING("ParkerDialString"),
    PARKEE_CHANNEL("ParkeeChannel"),
    PARKEE_UNIQUEID("ParkeeUniqueid"),
    PEER("Peer"),
    HOLD_TIME("HoldTime"),
    TALK_TIME("TalkTime"),
    STRATEGY("Strategy"),
    MAX("Max"),
    SERVICE_LEVEL("ServiceLevel"),
    ENDPOINT_NAME("EndpointName"),
    CONTACT_STATUS("ContactStatus"),
    ROUNDTRIP("RoundtripUsec"),
    DOMAIN("Domain"),
    PEER_STATUS("PeerStatus");

    private static final Map<String, EventField> BY_HEADER = new HashMap<>();

    static {
        for (EventField field : values()) {
            BY_HEADER.put(field.header.toLowerCase(Locale.ROOT), field);
        }
    }

    private final String header;

    EventField(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }

    /** The field of a header in any case of letters; null if the state does not read it. */
    static EventField of(String header) {
        return BY_HEADER.get(header.toLowerCase(Locale.ROOT));
    }
}
