package io.callwarden.simulator.script;

import java.util.function.BiConsumer;

/** A bridge and how many channels are in it. */
final class Bridge {
    private final String id;
    private final String type;
    private final String technology;
    private final String creator;
    private final String name;
    private int channels;

    Bridge(String id, String type, String technology, String creator, String name) {
        this.id = id;
        this.type = type;
        this.technology = technology;
        this.creator = creator;
        this.name = name;
    }

    String id() {
        return id;
    }

    int channels() {
        return channels;
    }

    void entered() {
        channels++;
    }

    void left() {
        channels--;
    }

    void describe(String prefix, BiConsumer<String, Object> headers) {
        headers.accept(prefix + "BridgeUniqueid", id);
        headers.accept(prefix + "BridgeType", type);
        headers.accept(prefix + "BridgeTechnology", technology);
        headers.accept(prefix + "BridgeCreator", creator);
        headers.accept(prefix + "BridgeName", name);
        headers.accept(prefix + "BridgeNumChannels", Integer.toString(channels));
        headers.accept(prefix + "BridgeVideoSourceMode", "none");
    }
}
