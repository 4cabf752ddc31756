package io.callwarden.employee;

import io.callwarden.call.RingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One employee, live. Its public methods may be called from any thread; the board changes it on the thread of the PBX. Times are those of
 * the PBX's clock; {@code now} is too. What is counted never goes back, and leaves out the time in which the PBX was not heard.
 */
public final class Employee {
    // The PBX's thread only.
    private String id;
    private boolean configured;
    final Set<String> extensions = new TreeSet<>();
    final List<Membership> memberships = new ArrayList<>();
    final List<Devices.Device> devices = new ArrayList<>();
    /** The reason whose time is running; empty for none. */
    private String pausedFor = "";

    private String nameInQueues = "";
    private String nameInCalls = "";
    private Instant latest = Instant.MIN;

    // Read by any thread.
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong notAnswered = new AtomicLong();
    private final AtomicLong declined = new AtomicLong();
    private final Stopwatch talked = new Stopwatch();
    private final Stopwatch loggedIn = new Stopwatch();
    private final Map<String, Stopwatch> paused = new ConcurrentHashMap<>();
    private volatile String label;
    private volatile Standing standing = new Standing(Stand.START, null, false);

    /** How an employee stands, and since when: {@code since} is null before that was ever seen. */
    private record Standing(Stand stand, Instant since, boolean heard) {}

    /** @param configured whether the name is the one of the configuration, which is the id then */
    Employee(String id, boolean configured) {
        this.id = id;
        this.configured = configured;
        label = id;
        paused.put(Reasons.NONE, new Stopwatch());
    }

    /** What the employee is called: unique on its PBX, at most 64 characters, never a telephone number. May change when others come. */
    public String label() {
        return label;
    }

    /** Whether the PBX is heard now; where it is not, the state is the last one known. */
    public boolean heard() {
        return standing.heard;
    }

    /** What the employee does. */
    public EmployeeState state(Instant now) {
        return standing.stand.state(now);
    }

    /** Since when; null where nothing was heard yet. A state found in a snapshot began, as far as is known, with it. */
    public Instant since(Instant now) {
        Standing read = standing;
        return read.since == null ? null : read.stand.since(read.since, now);
    }

    /** Whether a member of a queue, or logged in to the agent pool. */
    public boolean isLoggedIn() {
        return standing.stand.loggedIn();
    }

    /** Why paused in every queue: {@code none} where that was not said; empty where not paused. */
    public String pauseReason() {
        return standing.stand.pauseReason();
    }

    /** Rings answered, and calls picked up. */
    public long answered() {
        return answered.get();
    }

    /** Rings that timed out. */
    public long notAnswered() {
        return notAnswered.get();
    }

    /** Rings refused. */
    public long declined() {
        return declined.get();
    }

    /** Time on the phone with the other side of a call, in seconds; added when the call is over. */
    public double talkSeconds(Instant now) {
        return talked.seconds(now);
    }

    public double loggedInSeconds(Instant now) {
        return loggedIn.seconds(now);
    }

    /** Reasons for which the employee ever was paused, {@code none} always among them. */
    public Set<String> pauseReasons() {
        return Set.copyOf(paused.keySet());
    }

    /** Time paused for that reason, whatever the phone did meanwhile; 0 for one that never was. */
    public double pausedSeconds(String reason, Instant now) {
        Stopwatch watch = paused.get(reason);
        return watch == null ? 0 : watch.seconds(now);
    }

    String id() {
        return id;
    }

    /** One of the extensions, the same whatever their order. */
    String extension() {
        return extensions.isEmpty() ? id : extensions.iterator().next();
    }

    /** By configuration, else by the queues, also those that were left; else by calls. Empty where nobody tells. */
    String name() {
        if (configured) {
            return id;
        }
        return nameInQueues.isEmpty() ? nameInCalls : nameInQueues;
    }

    /** Takes the name from the queues again, the one of the first of them by name; true where it is another than before. */
    boolean rename() {
        Membership first = null;
        for (Membership place : memberships) {
            if (!place.name.isEmpty() && (first == null || Membership.BY_QUEUE.compare(place, first) < 0)) {
                first = place;
            }
        }
        if (first == null || first.name.equals(nameInQueues)) {
            return false;
        }
        nameInQueues = first.name;
        return true;
    }

    /** Whether it may be forgotten: nobody names it and it is in no queue. */
    boolean isForgettable(Instant before) {
        Standing read = standing;
        return !configured
                && memberships.isEmpty()
                && read.stand.state(before) == EmployeeState.LOGGED_OUT
                && read.since != null
                && read.since.isBefore(before);
    }

    /** The configuration names him otherwise, or no more. */
    void rename(String newId, boolean byConfiguration) {
        id = newId;
        configured = byConfiguration;
    }

    /** The extension is another one's from now on, with its phones and its places in queues. */
    void handOver(String extension, Employee other) {
        extensions.remove(extension);
        other.extensions.add(extension);
        for (Devices.Device device : List.copyOf(devices)) {
            if (device.extension.equals(extension)) {
                devices.remove(device);
                other.devices.add(device);
            }
        }
        for (Membership place : List.copyOf(memberships)) {
            if (place.extension.equals(extension)) {
                memberships.remove(place);
                other.memberships.add(place);
                place.employee = other;
            }
        }
    }

    /** A call told this name; the first one stays, so that a phone cannot change it with every call. True where it is new. */
    boolean namedInCall(String name) {
        if (!nameInCalls.isEmpty()) {
            return false;
        }
        nameInCalls = name;
        return !name.isEmpty();
    }

    void call(String newLabel) {
        label = newLabel;
    }

    void rang(RingResult result) {
        switch (result) {
            case ANSWERED -> answered.incrementAndGet();
            case NO_ANSWER -> notAnswered.incrementAndGet();
            case DECLINED -> declined.incrementAndGet();
            case ANSWERED_ELSEWHERE, BUSY, UNREACHABLE, CALLER_GAVE_UP -> {
                // Nobody's fault.
            }
        }
    }

    void talked(Duration time) {
        talked.add(time);
    }

    /** From {@code at} on it stands so. True where there is a reason that it never had before. */
    boolean stand(Instant at, Stand stand, boolean heard) {
        Standing before = standing;
        if (stand.equals(before.stand) && heard == before.heard) {
            return false;
        }
        Instant from = Late.notBefore(at, latest);
        latest = from;
        boolean same = before.since != null && stand.state(from) == before.stand.state(from);
        Instant since = same ? before.stand.since(before.since, from) : from;
        standing = new Standing(stand, heard || before.since != null ? since : null, heard);
        loggedIn.run(heard && stand.loggedIn(), from);
        return pause(heard ? stand.pauseReason() : "", from);
    }

    private boolean pause(String reason, Instant at) {
        if (reason.equals(pausedFor)) {
            return false;
        }
        pausedFor = reason;
        boolean isNew = !reason.isEmpty() && paused.putIfAbsent(reason, new Stopwatch()) == null;
        paused.forEach((each, watch) -> watch.run(each.equals(reason), at));
        return isNew;
    }

    /** What was counted while the PBX could not be heard, or not wholly, was not known. */
    void leaveOut(Instant from, Instant until) {
        latest = Late.notBefore(until, latest);
        loggedIn.leaveOut(from, until);
        paused.values().forEach(watch -> watch.leaveOut(from, until));
    }
}
