package io.callwarden.simulator;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What the PBX says of its channels. Called under the lock of {@link Pbx}. */
final class ChannelActions {

    private final Pbx pbx;

    ChannelActions(Pbx pbx) {
        this.pbx = pbx;
    }

    List<AmiAction> actions() {
        return List.of(
                AmiAction.of(
                        "CoreShowChannels",
                        "List currently active channels.",
                        this::coreShowChannels,
                        PrivilegeClass.SYSTEM,
                        PrivilegeClass.REPORTING),
                AmiAction.of(
                        "Status",
                        "List channel status.",
                        this::status,
                        PrivilegeClass.SYSTEM,
                        PrivilegeClass.CALL,
                        PrivilegeClass.REPORTING),
                AmiAction.of(
                        "Getvar",
                        "Gets a channel variable or function value.",
                        this::getvar,
                        PrivilegeClass.CALL,
                        PrivilegeClass.REPORTING));
    }

    private void coreShowChannels(Action action, Session session, Reply reply) {
        reply.startList("Channels will follow");
        for (ChannelState channel : pbx.state().channels().values()) {
            reply.item("CoreShowChannel").actionId();
            channel.writeSnapshot(reply);
            reply.header("Application", channel.application())
                    .header("ApplicationData", channel.data())
                    .header("Duration", clockTime(age(channel)))
                    .header("BridgeId", channel.bridge())
                    .end();
        }
        reply.completeList("CoreShowChannelsComplete").end();
    }

    private void status(Action action, Session session, Reply reply) {
        Collection<ChannelState> channels = pbx.state().channels().values();
        String name = action.get("Channel");
        if (!name.isEmpty()) {
            Optional<ChannelState> channel = pbx.state().channelNamed(name);
            if (channel.isEmpty()) {
                reply.error("No such channel");
                return;
            }
            channels = List.of(channel.get());
        }
        reply.startList("Channel status will follow");
        for (ChannelState channel : channels) {
            status(channel, action, reply);
        }
        reply.completeList("StatusComplete").header("Items", reply.items()).end();
    }

    private void status(ChannelState channel, Action action, Reply reply) {
        reply.item("Status").header("Privilege", "Call");
        channel.writeSnapshot(reply);
        reply.header("Type", channel.name().replaceFirst("/.*", ""))
                .header("DNID", channel.dialled())
                .header("EffectiveConnectedLineNum", channel.get(EventField.CONNECTED_LINE_NUM))
                .header("EffectiveConnectedLineName", channel.get(EventField.CONNECTED_LINE_NAME))
                .header("TimeToHangup", 0)
                .header("BridgeID", channel.bridge())
                .header("Application", channel.application())
                .header("Data", channel.data())
                .header("Nativeformats", "(alaw)")
                .header("Readformat", "alaw")
                .header("Readtrans", "")
                .header("Writeformat", "alaw")
                .header("Writetrans", "")
                .header("Callgroup", 0)
                .header("Pickupgroup", 0)
                .header("Seconds", age(channel));
        if (action.get("AllVariables").equalsIgnoreCase("true")) {
            channel.variables().forEach((name, value) -> reply.header("Variable", name + "=" + value));
        }
        for (String name : action.get("Variables").split(",")) {
            if (!name.isBlank()) {
                String value = channel.variables().getOrDefault(name.strip(), "(null)");
                reply.header("Variable", name.strip() + "=" + value);
            }
        }
        reply.actionId().end();
    }

    private void getvar(Action action, Session session, Reply reply) {
        String variable = action.get("Variable");
        String name = action.get("Channel");
        Optional<ChannelState> channel = pbx.state().channelNamed(name);
        if (variable.isEmpty()) {
            reply.error("No variable specified");
        } else if (!name.isEmpty() && channel.isEmpty()) {
            reply.error("No such channel");
        } else {
            String value = channel.map(each -> value(each, variable)).orElse("");
            reply.success().header("Variable", variable).header("Value", value).end();
        }
    }

    private static String value(ChannelState channel, String variable) {
        return switch (variable) {
            case "CHANNEL(state)" -> channel.get(EventField.CHANNEL_STATE_DESC);
            case "CHANNEL(linkedid)" -> channel.get(EventField.LINKEDID);
            case "CALLERID(num)" -> channel.get(EventField.CALLER_ID_NUM);
            case "UNIQUEID" -> channel.get(EventField.UNIQUEID);
            case "EXTEN" -> channel.get(EventField.EXTEN);
            case "CONTEXT" -> channel.get(EventField.CONTEXT);
            default -> channel.variables().getOrDefault(variable.replaceFirst("^__?", ""), "");
        };
    }

    private long age(ChannelState channel) {
        return Math.max(0, (pbx.streamMicros() - channel.createdMicros()) / 1_000_000);
    }

    private static String clockTime(long seconds) {
        return String.format("%02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
