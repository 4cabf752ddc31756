package io.callwarden;

import io.callwarden.ami.LinkState;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.CallListener;
import io.callwarden.run.LastRun;
import io.callwarden.run.SignsOfLife;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time between the last run of the agent and this one, in which nobody heard the PBXs: said in the log and put on record. */
final class Interruption implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Interruption.class);

    private final SignsOfLife life;

    Interruption(Path dataDir, Clock clock) {
        life = new SignsOfLife(dataDir, clock);
        life.before().ifPresent(Interruption::tell);
    }

    private static void tell(LastRun before) {
        if (before.stopped()) {
            log.info("The agent was stopped at {}", before.alive());
        } else {
            log.warn(
                    "The agent was killed or the machine went down: it last lived at {} and was not stopped. What it had written is kept;"
                            + " calls that ended since then are missing",
                    before.alive());
        }
    }

    /** Tells {@code record} how long that PBX was not heard, as soon as it is heard again. */
    void watch(WatchedPbx pbx, CallListener record) {
        Instant from =
                life.before().map(before -> before.heard().get(pbx.name())).orElse(null);
        pbx.whenFirstHeard(now -> {
            if (from != null) {
                over(pbx.name(), from, now, record);
            }
            life.writeSoon();
        });
    }

    private static void over(String pbx, Instant from, Instant now, CallListener record) {
        Instant until = now.isBefore(from) ? from : now;
        log.info("PBX {}: was not heard from {} to {}, as no agent ran; put on record", pbx, from, until);
        record.blindIntervalEnded(new BlindInterval(pbx, from, until, BlindInterval.Reason.AGENT_STOPPED, 0));
    }

    /** Begins to leave signs for the next run. */
    void begin(WatchedPbxs pbxs) {
        life.begin(() -> heard(pbxs));
    }

    private static Map<String, Instant> heard(WatchedPbxs pbxs) {
        Map<String, Instant> heard = new HashMap<>();
        for (WatchedPbx pbx : pbxs.all()) {
            if (pbx.link().state() == LinkState.LISTENING) {
                heard.put(pbx.name(), pbx.link().clock().now());
            }
        }
        return heard;
    }

    @Override
    public void close() {
        life.close();
    }
}
