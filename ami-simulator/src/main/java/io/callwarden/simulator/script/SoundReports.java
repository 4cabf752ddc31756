package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Tells how voice arrives on every channel that is up and no half of a Local channel. Has chance of its own, so that the calls of a day
 * are the same with and without reports.
 */
final class SoundReports {
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** What the far end sent comes between two reports of ours. */
    private static final Duration OF_THE_LINE = Duration.ofMillis(1_700);

    private final Sound sound;
    private final SplittableRandom random;
    private final Map<Leg.Identity, SoundOfALeg> heard = new HashMap<>();

    SoundReports(Sound sound, long seed) {
        this.sound = sound;
        this.random = new SplittableRandom(~seed);
    }

    /** The leg is up once this event is sent. */
    Draft begins(Draft up, Leg leg) {
        if (!sound.reported() || leg.device().isLocal()) {
            return up;
        }
        Leg.Identity identity = leg.identity();
        boolean bad = sound.badLines().contains(leg.device().endpoint());
        Draft channel = new Draft("", "").leg("", leg);
        return up.then(pbx -> {
            if (!heard.containsKey(identity)) {
                heard.put(identity, new SoundOfALeg(channel, bad, random.split()));
                plan(pbx, identity, EVERY, true);
                plan(pbx, identity, EVERY.plus(OF_THE_LINE), false);
            }
        });
    }

    /** The leg is gone once this event is sent. */
    Draft ends(Draft hangup, Leg leg) {
        Leg.Identity identity = leg.identity();
        return sound.reported() ? hangup.then(pbx -> heard.remove(identity)) : hangup;
    }

    private void plan(Exchange exchange, Leg.Identity identity, Duration after, boolean sent) {
        exchange.plan(Draft.silent(pbx -> {
                    SoundOfALeg leg = heard.get(identity);
                    if (leg != null) {
                        pbx.follow((sent ? leg.sent() : leg.received()).at(pbx.now()));
                        plan(pbx, identity, EVERY, sent);
                    }
                })
                .at(exchange.now().plus(after)));
    }
}
