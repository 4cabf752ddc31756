package io.callwarden.line;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents;
import io.callwarden.call.LineRoles;
import io.callwarden.call.LineRoles.Role;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.PbxSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The phones and trunks of one PBX as they are now, from what happens to them and from snapshots. Events may come twice, late, out of
 * order or not at all; the next snapshot puts right whatever was missed. Something told by an event holds against a snapshot that was
 * asked for before it. Written by the PBX's thread; what is public and not an event may be read from any.
 */
public final class LineBoard implements LineEvents {
    private static final int MAX_LINES = 10_000;
    private static final Duration KEPT_WHEN_GONE = Duration.ofDays(1);

    private final LineRoles roles;
    private Map<String, Integer> limits;
    private final LineListener listener;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Channels channels = new Channels(this::lineOfChannel);
    private final Registrations registrations = new Registrations();
    private final AtomicInteger refused = new AtomicInteger();
    /** Of the event that is being handled. */
    private Instant now = Instant.EPOCH;

    /**
     * @param roles which of them are trunks
     * @param limits how many channels a trunk has, by the name of its endpoint
     */
    public LineBoard(LineRoles roles, Map<String, Integer> limits, LineListener listener) {
        this.roles = roles;
        this.limits = Map.copyOf(limits);
        this.listener = listener;
    }

    /** From now on trunks have so many channels. */
    public void follow(Map<String, Integer> newLimits) {
        limits = Map.copyOf(newLimits);
        lines.values().forEach(line -> line.channelLimit(limit(line.device())));
    }

    private int limit(String device) {
        return limits.getOrDefault(Device.endpoint(device), 0);
    }

    /** All lines; a live view, whose order means nothing. */
    public Collection<Line> lines() {
        return Collections.unmodifiableCollection(lines.values());
    }

    /** Channels of that technology now, those of lines and all others. */
    public int channels(Technology technology) {
        return channels.active(technology);
    }

    /** Lines, contacts, registrations and channels that are not followed because there are too many. */
    public int refused() {
        return refused.get() + channels.refused();
    }

    @Override
    public void deviceStateChanged(Instant at, String device, DeviceState state) {
        Line line = seen(at, device);
        if (line != null) {
            line.signs.device(at, state);
            conclude(line, at);
        }
    }

    @Override
    public void contactChanged(Instant at, String device, String address, Contact contact, Duration roundTrip) {
        Line line = seen(at, device);
        if (line != null) {
            room(line.signs.contact(at, address, contact));
            conclude(line, at);
        }
    }

    @Override
    public void peerChanged(Instant at, String device, boolean reachable) {
        Line line = seen(at, device);
        if (line != null) {
            line.signs.peer(at, reachable);
            conclude(line, at);
        }
    }

    @Override
    public void registrationChanged(
            Instant at, String tech, String user, String server, boolean registered, String cause) {
        registrations.told(at, tech, user, server, registered);
    }

    @Override
    public void channelAppeared(Instant at, String channelId, String channel, boolean calling) {
        now = at;
        channels.appeared(at, channelId, channel, calling);
    }

    @Override
    public void channelUp(Instant at, String channelId) {
        channels.up(channelId);
    }

    @Override
    public void channelGone(Instant at, String channelId, String channel, int cause) {
        channels.gone(channelId, cause);
    }

    /** All channels of the PBX. */
    public void onSnapshot(PbxSnapshot snapshot) {
        now = snapshot.askedAt();
        channels.onSnapshot(snapshot);
    }

    /** All lines of the PBX. */
    public void onLines(LineSnapshot snapshot) {
        Instant askedAt = snapshot.askedAt();
        now = askedAt;
        Set<String> listed = snapshot.lines().stream()
                .map(LineSnapshot.Listed::device)
                .filter(Technology::isLine)
                .collect(Collectors.toSet());
        // First, since new ones may need the room.
        forget(snapshot.complete(), listed, askedAt);
        for (LineSnapshot.Listed row : snapshot.lines()) {
            Line line = listed.contains(row.device()) ? line(askedAt, row.device()) : null;
            if (line != null) {
                take(line, row, askedAt);
            }
        }
        snapshot.devices().forEach((device, state) -> takeDevice(device, state, snapshot, listed));
        room(registrations.listed(
                snapshot,
                device -> isComplete(snapshot.complete(), device) ? lines.get(device) : line(askedAt, device)));
        rolesChanged();
    }

    /** The PBX, its queues or the configuration told something by which trunks are told from phones. */
    public void rolesChanged() {
        for (Line line : lines.values()) {
            Role role = role(line.device());
            if (role != line.role()) {
                listener.forgotten(line);
                line.role(role);
                listener.found(line);
            }
        }
    }

    private void take(Line line, LineSnapshot.Listed row, Instant askedAt) {
        line.goneSince = null;
        line.signs.device(askedAt, row.state());
        if (row.contactsListed()) {
            room(line.signs.contacts(askedAt, row.contacts()));
        } else {
            row.contacts().forEach((address, contact) -> room(line.signs.contact(askedAt, address, contact)));
        }
        conclude(line, askedAt);
    }

    /** A device with a row of its own is told there, and newer; what was heard since the question is newer still. */
    private void takeDevice(String device, DeviceState state, LineSnapshot snapshot, Set<String> listed) {
        String name = Device.of(device);
        if (name.isEmpty() || listed.contains(name) || isComplete(snapshot.complete(), name)) {
            return;
        }
        deviceStateChanged(snapshot.askedAt(), name, state);
    }

    private void forget(Set<String> complete, Set<String> listed, Instant askedAt) {
        for (Line line : lines.values()) {
            if (line.goneSince == null
                    && !listed.contains(line.device())
                    && isComplete(complete, line.device())
                    && line.heardAt.isBefore(askedAt)) {
                line.goneSince = askedAt;
                conclude(line, askedAt);
            }
            if (line.goneSince != null
                    && !listed.contains(line.device())
                    && !askedAt.isBefore(line.goneSince.plus(KEPT_WHEN_GONE))) {
                lines.remove(line.device());
                listener.forgotten(line);
            }
        }
    }

    private static boolean isComplete(Set<String> complete, String device) {
        return complete.contains(device.substring(0, device.indexOf('/')));
    }

    private void conclude(Line line, Instant at) {
        if (line.conclude(at)) {
            listener.changed(line, line.reachability());
        }
    }

    /** The line that an event is about; null where it is about none. */
    private Line seen(Instant at, String device) {
        Line known = lines.get(device);
        if (known == null) {
            String name = Device.of(device);
            if (name.isEmpty() || lines.get(name) == null && Device.mayBeACaller(name)) {
                return null;
            }
            known = line(at, name);
        }
        if (known != null && at.isAfter(known.heardAt)) {
            known.heardAt = at;
            known.goneSince = null;
        }
        return known;
    }

    private Line lineOfChannel(String device) {
        Line known = lines.get(device);
        if (known != null) {
            return known;
        }
        return Device.mayBeACaller(device) ? null : line(now, device);
    }

    private Line line(Instant at, String device) {
        Line known = lines.get(device);
        if (known != null) {
            return known;
        }
        if (lines.size() >= MAX_LINES) {
            refused.incrementAndGet();
            return null;
        }
        Line line = new Line(device, role(device), limit(device), at);
        lines.put(device, line);
        listener.found(line);
        return line;
    }

    private Role role(String device) {
        int slash = device.indexOf('/');
        return roles.decide(device.substring(0, slash), device.substring(slash + 1), "")
                .role();
    }

    private void room(boolean enough) {
        if (!enough) {
            refused.incrementAndGet();
        }
    }
}
