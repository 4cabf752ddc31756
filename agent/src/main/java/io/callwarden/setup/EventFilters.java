package io.callwarden.setup;

import java.util.List;
import java.util.stream.Stream;

/**
 * Events that Asterisk need not write for the agent, because nobody there reads them. Only events of classes that the user may read, and that a
 * running Asterisk sends by itself: rows of lists pass no filter. A test holds them against what the agent reads.
 */
public final class EventFilters {
    private static final List<List<String>> BY_SUBJECT = List.of(
            List.of("CEL"),
            List.of("NewCallerid", "NewConnectedLine", "NewAccountCode"),
            List.of("BridgeCreate", "BridgeDestroy", "BridgeMerge", "BridgeVideoSourceUpdate"),
            List.of("LocalOptimizationBegin", "LocalOptimizationEnd", "MusicOnHoldStart", "MusicOnHoldStop"),
            List.of("HangupHandlerPush", "HangupHandlerRun", "HangupHandlerPop"),
            List.of("AgentConnect", "AgentComplete", "AgentDump", "AgentRingNoAnswer"),
            List.of("ExtensionStatus", "PresenceStateChange", "PresenceStatus", "MessageWaiting"),
            List.of("ParkedCall", "UnParkedCall", "ParkedCallTimeOut", "ParkedCallGiveUp", "ParkedCallSwap"),
            List.of("ConfbridgeStart", "ConfbridgeEnd", "ConfbridgeJoin", "ConfbridgeLeave"),
            List.of("ConfbridgeMute", "ConfbridgeUnmute", "ConfbridgeTalking"),
            List.of("ConfbridgeRecord", "ConfbridgeStopRecord"),
            List.of("MeetmeJoin", "MeetmeLeave", "MeetmeEnd"),
            List.of("MixMonitorStart", "MixMonitorStop", "MixMonitorMute", "MonitorStart", "MonitorStop"),
            List.of("ChanSpyStop", "ChannelTalkingStart", "ChannelTalkingStop"),
            List.of("OriginateResponse", "FAXStatus", "ReceiveFAX", "SendFAX", "Flash", "Wink"),
            List.of("Load", "Unload", "LogChannel", "TestEvent"));

    /** The variables that the agent reads; a PBX sets dozens in each call. */
    private static final List<String> VARIABLES =
            List.of("DEXTEN", "DIALSTATUS", "EXTTOCALL", "FROM_DID", "QUEUESTATUS");

    private static final String LINE_END = "[[:cntrl:]]";
    /** How a variable is inherited, before its name. */
    private static final String INHERITED = "_{0,2}";

    private EventFilters() {}

    /** The names of all that are left out. */
    public static List<String> names() {
        return BY_SUBJECT.stream().flatMap(List::stream).toList();
    }

    /** The channel variables whose events are not left out. */
    public static List<String> variables() {
        return VARIABLES;
    }

    /**
     * The lines of manager.conf.
     *
     * @param version null where it is not known: then in the syntax that every Asterisk understands
     */
    static Stream<String> lines(AsteriskVersion version) {
        return version != null && version.filtersByName()
                ? Stream.concat(
                        names().stream().map("eventfilter(action(exclude),name(%s),method(none)) ="::formatted),
                        Stream.of("eventfilter(action(exclude),name(VarSet),header(Variable),method(regex)) = ^"
                                + INHERITED + NoneOf.of(VARIABLES, "$", ".", "_")))
                : Stream.concat(
                        BY_SUBJECT.stream().map(EventFilters::expression),
                        Stream.of("eventfilter = !^Event: VarSet" + LINE_END + ".*" + LINE_END + "Variable: "
                                + INHERITED + NoneOf.of(VARIABLES, LINE_END, "[^[:cntrl:]]", "_")));
    }

    /**
     * An expression is searched in the whole text of an event, so it is tied to the first line; what comes behind the name is a line end,
     * lest {@code Load} should take {@code LoadAverageLimit} with it.
     */
    private static String expression(List<String> names) {
        String any = names.size() == 1 ? names.get(0) : "(" + String.join("|", names) + ")";
        return "eventfilter = !^Event: " + any + LINE_END;
    }
}
