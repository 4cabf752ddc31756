package io.callwarden.line;

import io.callwarden.call.PbxSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;

/**
 * The channels that exist, by line and by technology. A count never drifts: each snapshot takes out what it does not list. Written by the
 * PBX's thread; the counts may be read from any.
 */
final class Channels {
    /** As in include/asterisk/channelstate.h. */
    private static final int RING = 4;

    private static final int UP = 6;
    private static final int MAX = 50_000;
    private static final int REMEMBERED = 10_000;

    private static final class Open {
        final String device;
        final Technology technology;
        final Instant at;
        Line line;
        boolean calling;
        boolean up;

        Open(String device, Technology technology, Instant at) {
            this.device = device;
            this.technology = technology;
            this.at = at;
        }
    }

    private final Map<String, Open> open = new HashMap<>();
    /** Ids of channels that are gone, the oldest first: a late word about one does not bring it back. */
    private final Set<String> gone = new LinkedHashSet<>();

    private final AtomicIntegerArray active = new AtomicIntegerArray(Technology.values().length);
    private final AtomicInteger refused = new AtomicInteger();
    /** The line of a device; null where there is none. */
    private final Function<String, Line> lines;

    Channels(Function<String, Line> lines) {
        this.lines = lines;
    }

    /** Channels of that technology now. */
    int active(Technology technology) {
        return active.get(technology.ordinal());
    }

    /** Channels that were not followed because there are too many. */
    int refused() {
        return refused.get();
    }

    void appeared(Instant at, String id, String name, boolean calling) {
        if (id.isEmpty() || open.containsKey(id) || gone.contains(id)) {
            return;
        }
        if (open.size() >= MAX) {
            refused.incrementAndGet();
            return;
        }
        Open channel = new Open(Device.ofChannel(name), Technology.of(name), at);
        channel.calling = calling;
        open.put(id, channel);
        active.incrementAndGet(channel.technology.ordinal());
        place(channel);
    }

    void up(String id) {
        Open channel = open.get(id);
        if (channel != null) {
            channel.up = true;
        }
    }

    void gone(String id, int cause) {
        Open channel = open.remove(id);
        if (channel != null) {
            leave(channel);
            end(channel, TrunkOutcome.of(channel.up, cause));
        }
        remember(id);
    }

    /** The truth about all channels older than the question. The end of one that is missing was not seen. */
    void onSnapshot(PbxSnapshot snapshot) {
        Set<String> listed = new HashSet<>();
        for (PbxSnapshot.Channel row : snapshot.channels()) {
            listed.add(row.uniqueid());
            take(snapshot.askedAt(), row);
        }
        Iterator<Map.Entry<String, Open>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Open> each = all.next();
            Open channel = each.getValue();
            if (!listed.contains(each.getKey()) && channel.at.isBefore(snapshot.askedAt())) {
                all.remove();
                leave(channel);
                if (channel.up) {
                    end(channel, TrunkOutcome.ANSWERED);
                }
                remember(each.getKey());
            }
        }
        open.values().forEach(this::place);
    }

    private void take(Instant askedAt, PbxSnapshot.Channel row) {
        Duration age = row.age().isNegative() ? Duration.ZERO : row.age();
        // To the second, and so perhaps longer ago than it says, but never later than the question.
        appeared(askedAt.minus(age), row.uniqueid(), row.name(), isCalling(row));
        if (row.state() == UP) {
            up(row.uniqueid());
        }
    }

    /** Who was called runs no dialplan but the application that called him. */
    private static boolean isCalling(PbxSnapshot.Channel row) {
        boolean called =
                row.application().startsWith("AppDial") || row.application().equals("AppQueue");
        return !called && (row.state() == RING || row.state() == UP);
    }

    /** A line may become known after its channel. */
    private void place(Open channel) {
        if (channel.line == null && !channel.device.isEmpty()) {
            channel.line = lines.apply(channel.device);
            if (channel.line != null) {
                channel.line.channel(1);
            }
        }
    }

    private void leave(Open channel) {
        active.decrementAndGet(channel.technology.ordinal());
        if (channel.line != null) {
            channel.line.channel(-1);
        }
    }

    private static void end(Open channel, TrunkOutcome outcome) {
        if (channel.line != null) {
            channel.line.callEnded(channel.calling, outcome);
        }
    }

    private void remember(String id) {
        gone.add(id);
        if (gone.size() > REMEMBERED) {
            gone.remove(gone.iterator().next());
        }
    }
}
