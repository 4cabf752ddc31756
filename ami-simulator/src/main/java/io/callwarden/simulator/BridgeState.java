package io.callwarden.simulator;

import java.util.LinkedHashSet;
import java.util.Set;

/** A bridge and who is in it, by uniqueid. Guarded by the lock of {@link Pbx}. */
final class BridgeState {

    private final String uniqueid;
    private final String type;
    private final String creator;
    private final String name;
    private final String video;
    private final Set<String> members = new LinkedHashSet<>();
    private String technology;

    BridgeState(PlayedEvent event) {
        this.uniqueid = event.text(EventField.BRIDGE_UNIQUEID);
        this.type = event.text(EventField.BRIDGE_TYPE);
        this.creator = event.text(EventField.BRIDGE_CREATOR);
        this.name = event.text(EventField.BRIDGE_NAME);
        this.video = event.text(EventField.BRIDGE_VIDEO);
        this.technology = event.text(EventField.BRIDGE_TECHNOLOGY);
    }

    /** The technology changes in mid-life, when a third party comes in. */
    void update(PlayedEvent event) {
        technology = event.text(EventField.BRIDGE_TECHNOLOGY);
    }

    Set<String> members() {
        return members;
    }

    String type() {
        return type;
    }

    void write(Reply reply) {
        reply.header("BridgeUniqueid", uniqueid)
                .header("BridgeType", type)
                .header("BridgeTechnology", technology)
                .header("BridgeCreator", creator)
                .header("BridgeName", name)
                .header("BridgeNumChannels", members.size())
                .header("BridgeVideoSourceMode", video.isEmpty() ? "none" : video);
    }
}
