package io.callwarden.simulator;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bridges, parked calls and conferences. Called under the lock of {@link Pbx}. */
final class BridgeActions {

    private final Pbx pbx;

    BridgeActions(Pbx pbx) {
        this.pbx = pbx;
    }

    List<AmiAction> actions() {
        return List.of(
                AmiAction.of("BridgeList", "Get a list of bridges in the system.", this::list),
                AmiAction.of("BridgeInfo", "Get information about a bridge.", this::info),
                AmiAction.of("ParkedCalls", "List parked calls.", this::parkedCalls, PrivilegeClass.CALL),
                AmiAction.of(
                        "ConfbridgeListRooms",
                        "List active conferences.",
                        this::conferences,
                        PrivilegeClass.REPORTING));
    }

    private void list(Action action, Session session, Reply reply) {
        String type = action.get("BridgeType");
        reply.startList("Bridge listing will follow");
        for (BridgeState bridge : pbx.state().bridges().values()) {
            if (type.isEmpty() || bridge.type().equals(type)) {
                reply.item("BridgeListItem").actionId();
                bridge.write(reply);
                reply.end();
            }
        }
        reply.completeList("BridgeListComplete").end();
    }

    private void info(Action action, Session session, Reply reply) {
        String uniqueid = action.get("BridgeUniqueid");
        BridgeState bridge = pbx.state().bridges().get(uniqueid);
        if (uniqueid.isEmpty()) {
            reply.error("BridgeUniqueid must be provided");
            return;
        }
        if (bridge == null) {
            reply.error("Specified BridgeUniqueid not found");
            return;
        }
        reply.startList("Bridge channel listing will follow");
        for (String member : bridge.members()) {
            ChannelState channel = pbx.state().channels().get(member);
            if (channel != null) {
                reply.item("BridgeInfoChannel").actionId();
                channel.writeSnapshot(reply);
                reply.end();
            }
        }
        reply.completeList("BridgeInfoComplete");
        bridge.write(reply);
        reply.end();
    }

    private void parkedCalls(Action action, Session session, Reply reply) {
        reply.startList("Parked calls will follow");
        for (PbxState.Parked parked : pbx.state().parked().values()) {
            ChannelState channel = pbx.state().channels().get(parked.uniqueid());
            if (channel != null) {
                long seconds = Math.max(0, (pbx.streamMicros() - parked.sinceMicros()) / 1_000_000);
                reply.item("ParkedCall").actionId();
                channel.writeSnapshot(reply.prefix("Parkee"));
                reply.prefix("")
                        .header("ParkerDialString", parked.parker())
                        .header("Parkinglot", parked.lot())
                        .header("ParkingSpace", parked.space())
                        .header("ParkingTimeout", parked.timeout())
                        .header("ParkingDuration", seconds)
                        .end();
            }
        }
        reply.completeList("ParkedCallsComplete").header("Total", reply.items()).end();
    }

    private void conferences(Action action, Session session, Reply reply) {
        Map<String, Set<String>> rooms = pbx.state().conferences();
        if (rooms.isEmpty()) {
            reply.error("No active conferences.");
            return;
        }
        reply.startList("Confbridge conferences will follow");
        rooms.forEach((room, members) -> reply.item("ConfbridgeListRooms")
                .actionId()
                .header("Conference", room)
                .header("Parties", members.size())
                .header("Marked", 0)
                .header("Locked", "No")
                .header("Muted", "No")
                .end());
        reply.completeList("ConfbridgeListRoomsComplete").end();
    }
}
