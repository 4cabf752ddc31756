package io.callwarden.employee;

import io.callwarden.call.PbxSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which channels phones have, and which of them only ring: with {@code device_state_busy_at=1} Asterisk calls a phone that rings busy. The
 * PBX's thread only; bounded.
 */
final class Channels {
    private static final int MAX = 50_000;
    private static final int CALLS_US = 4;
    private static final int UP = 6;

    private final Map<String, Channel> byId = new HashMap<>();
    private final Devices devices;

    /** One channel of a phone; in use once it is answered, or where the phone calls. */
    private static final class Channel {
        final Devices.Device device;
        final Instant at;
        boolean inUse;

        Channel(Devices.Device device, Instant at) {
            this.device = device;
            this.at = at;
        }
    }

    Channels(Devices devices) {
        this.devices = devices;
    }

    /** The device whose channels are others now; null for none. */
    Devices.Device appeared(Instant at, String id, String name, boolean inUse) {
        int counter = name.lastIndexOf('-');
        if (byId.containsKey(id) || byId.size() >= MAX || counter < 1 || !Extensions.isPhone(name)) {
            return null;
        }
        Devices.Device device = devices.known(name.substring(0, counter));
        if (device == null) {
            return null;
        }
        Channel channel = new Channel(device, at);
        byId.put(id, channel);
        channel.inUse = inUse;
        count(channel, 1);
        return device;
    }

    /** As {@link #appeared}. */
    Devices.Device up(String id) {
        Channel channel = byId.get(id);
        if (channel == null || channel.inUse) {
            return null;
        }
        count(channel, -1);
        channel.inUse = true;
        count(channel, 1);
        return channel.device;
    }

    /** As {@link #appeared}. */
    Devices.Device gone(String id) {
        Channel channel = byId.remove(id);
        if (channel == null) {
            return null;
        }
        count(channel, -1);
        return channel.device;
    }

    /** The devices whose channels are others than was known. */
    Set<Devices.Device> learn(PbxSnapshot snapshot) {
        Set<Devices.Device> others = new HashSet<>();
        Set<String> listed = new HashSet<>();
        for (PbxSnapshot.Channel channel : snapshot.channels()) {
            String id = channel.uniqueid();
            listed.add(id);
            boolean up = channel.state() == UP;
            others.add(appeared(snapshot.askedAt(), id, channel.name(), up || channel.state() == CALLS_US));
            if (up) {
                others.add(up(id));
            }
        }
        for (Map.Entry<String, Channel> known : Map.copyOf(byId).entrySet()) {
            if (!listed.contains(known.getKey()) && !Late.is(snapshot.askedAt(), known.getValue().at)) {
                others.add(gone(known.getKey()));
            }
        }
        others.remove(null);
        return others;
    }

    private static void count(Channel channel, int change) {
        if (channel.inUse) {
            channel.device.channelsInUse += change;
        } else {
            channel.device.channelsRinging += change;
        }
    }
}
