package io.callwarden.simulator.script;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which phones and trunks are in use, told as DeviceStateChange and, for members of queues, as QueueMemberStatus. */
final class DeviceStates {
    private static final String NOT_IN_USE = "NOT_INUSE";

    private final long loggedIn;
    private final Collection<LiveQueue> queues;
    private final Map<String, Set<Leg.Identity>> inUse = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();

    DeviceStates(long loggedIn, Collection<LiveQueue> queues) {
        this.loggedIn = loggedIn;
        this.queues = queues;
    }

    /** A leg rings, calls or talks. A phone with one call is busy, as {@code device_state_busy_at=1} has it. */
    void occupied(Exchange exchange, Leg leg) {
        if (leg.device().isLocal()) {
            return;
        }
        inUse.computeIfAbsent(leg.device().address(), device -> new HashSet<>()).add(leg.identity());
        become(exchange, leg.device(), leg.device().kind() == Device.Kind.TRUNK ? "INUSE" : "BUSY");
    }

    void free(Exchange exchange, Leg leg) {
        Set<Leg.Identity> legs = inUse.get(leg.device().address());
        if (legs == null) {
            return;
        }
        legs.remove(leg.identity());
        if (legs.isEmpty()) {
            inUse.remove(leg.device().address());
            become(exchange, leg.device(), NOT_IN_USE);
        }
    }

    /** A queue has its state too: it rings while callers wait. */
    void queueChanged(Exchange exchange, LiveQueue queue) {
        String device = "Queue:" + queue.name();
        become(exchange, device, queue.callers() > 0 ? "RINGING" : NOT_IN_USE);
    }

    private void become(Exchange exchange, Device device, String state) {
        if (become(exchange, device.address(), state)) {
            for (LiveQueue queue : queues) {
                for (Member member : queue.members()) {
                    if (member.device().equals(device.address())) {
                        exchange.follow(memberStatus(exchange, queue, member, state));
                    }
                }
            }
        }
    }

    private boolean become(Exchange exchange, String device, String state) {
        if (state.equals(states.put(device, state))) {
            return false;
        }
        exchange.follow(new Draft("DeviceStateChange", "call,all")
                .with("Device", device)
                .with("State", state)
                .at(exchange.now()));
        return true;
    }

    private Draft memberStatus(Exchange exchange, LiveQueue queue, Member member, String state) {
        LiveQueue.Taken taken = queue.taken(member);
        return new Draft("QueueMemberStatus", "agent,all")
                .with("Queue", queue.name())
                .with("MemberName", member.name())
                .with("Interface", member.address())
                .with("StateInterface", member.device())
                .with("Membership", "static")
                .with("Penalty", "0")
                .with("CallsTaken", Integer.toString(taken.calls()))
                .with("LastCall", Long.toString(taken.lastCall()))
                .with("LastPause", "0")
                .with("LoginTime", Long.toString(loggedIn))
                .with("InCall", "0")
                .with("Status", state.equals(NOT_IN_USE) ? "1" : "3")
                .with("Paused", "0")
                .with("PausedReason", "")
                .with("Ringinuse", "0")
                .with("Wrapuptime", "0")
                .at(exchange.now());
    }
}
