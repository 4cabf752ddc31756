package io.callwarden.ami;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that a PBX is not heard: at once, and then at most once a minute. Event loop only. */
final class LinkLog {
    private static final Logger log = LoggerFactory.getLogger(AmiLink.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final AmiConfig config;
    private long lastSaid;

    LinkLog(AmiConfig config) {
        this.config = config;
    }

    void changed() {
        log.info("PBX {}: connects anew to Asterisk at {}, with other settings", config.pbx(), config.address());
    }

    void refused(String message, Duration delay) {
        log.error(
                "PBX {}: Asterisk at {} refused the login of \"{}\" ({}): check username, secret and the permit line in manager.conf;"
                        + " trying again in {} s",
                config.pbx(),
                config.address(),
                config.username(),
                message,
                delay.toSeconds());
    }

    void lost(boolean wasLoggedIn, String reason, Duration delay, int attempts) {
        long now = System.nanoTime();
        if (wasLoggedIn) {
            log.warn(
                    "PBX {}: lost Asterisk at {} ({}); trying again in {} s",
                    config.pbx(),
                    config.address(),
                    reason,
                    delay.toMillis() / 1000.0);
        } else if (attempts == 1) {
            log.warn("PBX {}: no Asterisk at {} ({}); trying on", config.pbx(), config.address(), reason);
        } else if (now - lastSaid > MINUTE) {
            log.warn(
                    "PBX {}: still no Asterisk at {} after {} attempts ({})",
                    config.pbx(),
                    config.address(),
                    attempts,
                    reason);
        } else {
            return;
        }
        lastSaid = now;
    }
}
