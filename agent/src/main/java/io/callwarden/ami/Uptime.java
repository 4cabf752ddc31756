package io.callwarden.ami;

import java.time.Instant;

/** How long Asterisk has been running, as its FullyBooted event says it right after the login. Event loop only. */
final class Uptime {
    private final PbxClock clock;
    private Instant startedByLocalClock;

    Uptime(PbxClock clock) {
        this.clock = clock;
    }

    void onFullyBooted(AmiMessage event) {
        int seconds = event.number(Field.UPTIME, -1);
        if (seconds >= 0) {
            startedByLocalClock = clock.local().minusSeconds(seconds);
        }
    }

    /** In PBX time; null where Asterisk did not tell: before 14, or to a user who may not read system events. */
    Instant startedAt() {
        return startedByLocalClock == null ? null : clock.onPbx(startedByLocalClock);
    }
}
