package io.callwarden.employee;

import io.callwarden.call.DeviceState;
import io.callwarden.call.QueueMember;
import java.time.Instant;
import java.util.Comparator;

/**
 * One place in one queue, as it was told last. One that is left is kept until the next snapshot, so that what comes late does not bring it
 * back. The PBX's thread only.
 */
final class Membership {
    /** What identifies it. */
    record Key(String queue, String location) {}

    static final Comparator<Membership> BY_QUEUE =
            Comparator.comparing((Membership place) -> place.key.queue).thenComparing(place -> place.key.location);

    final Key key;
    Instant at = Instant.MIN;

    /** Whose it is; null once it was left. */
    Employee employee;

    /** Empty where the queue knows no name. */
    String name = "";

    String extension = "";
    boolean agentPool;
    boolean paused;
    String pauseReason = "";

    /** What the queue says of a device that is no phone itself. */
    DeviceState state = DeviceState.UNKNOWN;

    /** Null where there is no wrap-up. */
    Instant wrapUpUntil;

    Membership(Key key) {
        this.key = key;
    }

    void learn(QueueMember member) {
        extension = Extensions.of(member);
        name = name(member);
        agentPool = member.device().startsWith(Extensions.AGENT);
        paused = member.paused();
        pauseReason = Names.clean(member.pauseReason());
        state = member.inCall() ? DeviceState.INUSE : member.state();
        boolean wrapsUp = member.wrapUp() != null && !member.wrapUp().isZero() && member.lastCallAt() != null;
        wrapUpUntil = wrapsUp ? member.lastCallAt().plus(member.wrapUp()) : null;
    }

    /** A member without a name is called by what is dialled. */
    private static String name(QueueMember member) {
        String name = member.name();
        return name.equals(member.location()) || name.equals(member.device()) || Extensions.isLine(name)
                ? ""
                : Names.clean(name);
    }
}
