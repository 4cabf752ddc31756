package io.callwarden.line;

import io.callwarden.call.LineRoles.Role;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** One phone or trunk as it is now. Written by the thread of its PBX, may be read from any. */
public final class Line {
    private static final int OUTCOMES = TrunkOutcome.values().length;

    /** What holds together; {@code since} is null before anything is known. */
    private record Reach(Reachability now, Instant since) {}

    /** Whether a line is registered by this PBX with a provider. */
    public enum Registration {
        /** It does not register. */
        NONE,
        REGISTERED,
        UNREGISTERED
    }

    private final String device;
    private final Technology technology;
    private volatile int channelLimit;
    private final AtomicInteger channels = new AtomicInteger();
    private final AtomicIntegerArray calls = new AtomicIntegerArray(2 * OUTCOMES);
    private final AtomicIntegerArray registrationChanges = new AtomicIntegerArray(2);
    private volatile Role role;
    private volatile Reach reach = new Reach(Reachability.UNKNOWN, null);
    private volatile Registration registration = Registration.NONE;

    final Signs signs = new Signs();
    /** Null while the PBX has it. */
    Instant goneSince;

    Instant heardAt;
    private Reachability lastKnown = Reachability.UNKNOWN;

    Line(String device, Role role, int channelLimit, Instant heardAt) {
        this.device = device;
        this.role = role;
        this.channelLimit = channelLimit;
        this.heardAt = heardAt;
        technology = Technology.of(device);
    }

    /** With its technology, as a channel of it begins: {@code PJSIP/101}. */
    public String device() {
        return device;
    }

    /** Its name, such as {@code 101} or {@code trunk-a}. */
    public String name() {
        return Device.endpoint(device);
    }

    void channelLimit(int limit) {
        channelLimit = limit;
    }

    public Technology technology() {
        return technology;
    }

    /** What it is for, as far as is known now. */
    public Role role() {
        return role;
    }

    public Reachability reachability() {
        return reach.now;
    }

    /** PBX time of the event that told it, or of the snapshot that first showed it; null while nothing is known. */
    public Instant since() {
        return reach.since;
    }

    public Registration registration() {
        return registration;
    }

    /**
     * For a trunk: whether calls can go over it. It is up when it is registered, where it registers (by one of its registrations, if
     * there are several), and answers; unknown where neither is told.
     */
    public Reachability up() {
        return switch (registration) {
            case UNREGISTERED -> Reachability.UNREACHABLE;
            case NONE -> reachability();
            // Who takes a registration is there, even if nobody asks him otherwise.
            case REGISTERED -> Reachability.of(reachability() != Reachability.UNREACHABLE);
        };
    }

    /** Channels in use now. */
    public int channels() {
        return channels.get();
    }

    /** How many channels it has by the configuration; 0 where it does not say. */
    public int channelLimit() {
        return channelLimit;
    }

    /** Calls over it that are over, since the agent was started; {@code inbound} are those in which the line called. */
    public int calls(boolean inbound, TrunkOutcome outcome) {
        return calls.get(index(inbound, outcome));
    }

    /** How often its registration began to stand, or fell. */
    public int registrationChanges(boolean registered) {
        return registrationChanges.get(registered ? 1 : 0);
    }

    private static int index(boolean inbound, TrunkOutcome outcome) {
        return (inbound ? OUTCOMES : 0) + outcome.ordinal();
    }

    void role(Role now) {
        role = now;
    }

    void channel(int more) {
        channels.addAndGet(more);
    }

    void callEnded(boolean inbound, TrunkOutcome outcome) {
        calls.incrementAndGet(index(inbound, outcome));
    }

    /** It registers no more. */
    void registersNowhere() {
        registration = Registration.NONE;
    }

    void registered(boolean now) {
        Registration before = registration;
        registration = now ? Registration.REGISTERED : Registration.UNREGISTERED;
        if (before != Registration.NONE && before != registration) {
            registrationChanges.incrementAndGet(now ? 1 : 0);
        }
    }

    /** Concludes from its signs how it stands at that time; true where it was known to stand otherwise before. */
    boolean conclude(Instant at) {
        Reachability now = goneSince == null ? signs.verdict() : Reachability.UNKNOWN;
        if (now == reach.now) {
            return false;
        }
        reach = new Reach(now, at);
        if (now == Reachability.UNKNOWN) {
            return false;
        }
        boolean changed = lastKnown != Reachability.UNKNOWN && lastKnown != now;
        lastKnown = now;
        return changed;
    }

    @Override
    public String toString() {
        return device + " " + role + " " + reach.now;
    }
}
