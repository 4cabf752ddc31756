package io.callwarden.simulator.script;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which phones and trunks are in use, told as DeviceStateChange and, for members of queues, as QueueMemberStatus. */
final class DeviceStates {
    private static final String NOT_IN_USE = "NOT_INUSE";

    private static final String UNAVAILABLE = "UNAVAILABLE";

    private final Collection<LiveQueue> queues;
    private final Set<String> outOfReach = new HashSet<>();
    private final Map<String, Set<Leg.Identity>> inUse = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();

    DeviceStates(Collection<LiveQueue> queues) {
        this.queues = queues;
    }

    /** A leg rings, calls or talks. A phone with one call is busy, as {@code device_state_busy_at=1} has it. */
    void occupied(Exchange exchange, Leg leg) {
        if (leg.device().isLocal()) {
            return;
        }
        inUse.computeIfAbsent(leg.device().address(), device -> new HashSet<>()).add(leg.identity());
        memberDevice(exchange, leg.device().address(), leg.device().kind() == Device.Kind.TRUNK ? "INUSE" : "BUSY");
    }

    void free(Exchange exchange, Leg leg) {
        Set<Leg.Identity> legs = inUse.get(leg.device().address());
        if (legs == null) {
            return;
        }
        legs.remove(leg.identity());
        if (legs.isEmpty()) {
            inUse.remove(leg.device().address());
            idle(exchange, leg.device().address());
        }
    }

    /** A queue has its state too: it rings while callers wait. */
    void queueChanged(Exchange exchange, LiveQueue queue) {
        String device = "Queue:" + queue.name();
        become(exchange, device, queue.callers() > 0 ? "RINGING" : NOT_IN_USE);
    }

    /** A phone or a trunk can be reached again, or not any more; that of a call in progress shows when the call is over. */
    void reached(Exchange exchange, String device, boolean is) {
        if (is) {
            outOfReach.remove(device);
        } else {
            outOfReach.add(device);
        }
        if (!inUse.containsKey(device)) {
            idle(exchange, device);
        }
    }

    private void idle(Exchange exchange, String device) {
        memberDevice(exchange, device, outOfReach.contains(device) ? UNAVAILABLE : NOT_IN_USE);
    }

    /** The state of a member's device as app_queue numbers it. */
    String queueStatus(String device) {
        return switch (states.getOrDefault(device, NOT_IN_USE)) {
            case NOT_IN_USE -> "1";
            case UNAVAILABLE -> "5";
            default -> "3";
        };
    }

    private void memberDevice(Exchange exchange, String device, String state) {
        if (become(exchange, device, state)) {
            for (LiveQueue queue : queues) {
                for (Seat seat : queue.seats()) {
                    if (seat.isThere() && seat.member().device().equals(device)) {
                        exchange.follow(seat.event("QueueMemberStatus", exchange));
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
}
