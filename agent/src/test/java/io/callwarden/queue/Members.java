package io.callwarden.queue;

import io.callwarden.call.DeviceState;
import io.callwarden.call.QueueMember;
import java.time.Duration;
import java.time.Instant;

/** Members for tests, made of what matters in each. */
final class Members {
    private Members() {}

    static QueueMember idle(String queue, String location) {
        return in(queue, location, DeviceState.NOT_INUSE);
    }

    static QueueMember in(String queue, String location, DeviceState state) {
        return new QueueMember(queue, location, location, location, state, false, false, "", null, null);
    }

    static QueueMember paused(String queue, String location, DeviceState state, String reason) {
        return new QueueMember(queue, location, location, location, state, false, true, reason, null, null);
    }

    static QueueMember afterCall(String queue, String location, Instant lastCall, Duration wrapUp) {
        return new QueueMember(
                queue, location, location, location, DeviceState.NOT_INUSE, false, false, "", lastCall, wrapUp);
    }

    static QueueMember serving(String queue, String location, DeviceState state) {
        return new QueueMember(queue, location, location, location, state, true, false, "", null, null);
    }
}
