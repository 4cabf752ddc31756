package io.callwarden.simulator.script;

import io.callwarden.simulator.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The PBX that all scripted calls run through. Each call writes down its events ahead of time; the exchange sends them in the order
 * of time and only then gives names to channels, positions to callers in queues and states to devices, because these depend on all
 * the other calls. Not thread-safe.
 */
final class Exchange {
    private static final long MICRO = 1_000;

    private final PriorityQueue<Entry> pending = new PriorityQueue<>();
    private final Queue<Draft> following = new ArrayDeque<>();
    private final Map<String, LiveQueue> queues = new HashMap<>();
    private final DeviceStates devices;
    private final SoundReports sound;
    private final Consumer<Truth> truths;
    private long written;
    private int channels;
    private int locals;
    private int uniqueIds;
    private int parked;
    private Instant now;

    /**
     * @param start the moment before which nothing happens
     * @param sound tells how voice arrives
     * @param truths told of each call when its last event was sent
     */
    Exchange(Instant start, List<LiveQueue> queues, SoundReports sound, Consumer<Truth> truths) {
        this.now = start;
        this.sound = sound;
        this.truths = truths;
        queues.forEach(queue -> this.queues.put(queue.name(), queue));
        this.devices = new DeviceStates(this.queues.values());
    }

    void plan(Draft draft) {
        pending.add(new Entry(draft, written++));
    }

    /** When the next event is due; empty when every planned event was sent. */
    Optional<Instant> next() {
        if (!following.isEmpty()) {
            return Optional.of(now);
        }
        return Optional.ofNullable(pending.peek()).map(entry -> entry.draft.at());
    }

    /** Sends the next event: its headers, or none for a moment of which no event tells. */
    List<Header> send() {
        Draft draft = following.isEmpty() ? pending.remove().draft : following.remove();
        Instant earliest = now.plusNanos(MICRO);
        now = draft.at().isBefore(earliest) ? earliest : draft.at();
        return draft.send(this, now);
    }

    /** When the event that was sent last was sent; later ones are later. */
    Instant now() {
        return now;
    }

    /** How many events are written down and not sent. */
    int backlog() {
        return pending.size();
    }

    /** Sends this event right after the one being sent. */
    void follow(Draft draft) {
        following.add(draft);
    }

    /** The next space of the parking lot: 701 to 720, one after the other. */
    int parkingSpace() {
        return 701 + parked++ % 20;
    }

    LiveQueue queue(String name) {
        return queues.computeIfAbsent(name, unknown -> new LiveQueue(unknown, List.of(), Duration.ZERO));
    }

    DeviceStates devices() {
        return devices;
    }

    SoundReports sound() {
        return sound;
    }

    void finished(Truth truth) {
        truths.accept(truth);
    }

    /** Gives a new channel its name and Uniqueid. */
    void born(Leg leg) {
        Leg.Identity identity = leg.identity();
        if (leg.device().isLocal()) {
            boolean first = leg.device().kind() == Device.Kind.LOCAL_ONE;
            int number = first ? locals++ : locals - 1;
            identity.born(leg.device().address() + suffix(number) + (first ? ";1" : ";2"), uniqueId());
        } else {
            identity.born(leg.device().address() + suffix(channels++), uniqueId());
        }
    }

    private static String suffix(int number) {
        return String.format("-%08x", number);
    }

    private String uniqueId() {
        return now.getEpochSecond() + "." + uniqueIds++;
    }

    private record Entry(Draft draft, long order) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = draft.at().compareTo(other.draft.at());
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
