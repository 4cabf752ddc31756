package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;

/**
 * The times of one call, as the PBX's clock showed them.
 *
 * @param startedAt the caller's channel appeared
 * @param askedAt a person was first asked for; null where nobody was
 * @param endedAt the call was hung up; null where that was not seen
 * @param waited from asked to answered, to voicemail or to the end; zero for a refused queue, null where nobody was asked for or the
 *     end of the wait was not seen
 * @param ring first phone rang to answered or the end of ringing; zero where none rang
 * @param talked answered to end, holds included; zero where nobody answered, null where the end was not seen
 * @param held sum of holds and of the time parked
 * @param total started to ended; null where the end was not seen
 */
public record CallTimes(
        Instant startedAt,
        Instant askedAt,
        Instant endedAt,
        Duration waited,
        Duration ring,
        Duration talked,
        Duration held,
        Duration total) {}
