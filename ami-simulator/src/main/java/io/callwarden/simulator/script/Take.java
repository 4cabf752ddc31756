package io.callwarden.simulator.script;

import io.callwarden.simulator.Header;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.TimedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One script played from beginning to end.
 *
 * @param recording its events, times and ids included, as if recorded from a PBX that had just been started
 * @param truth what the call was
 */
public record Take(Recording recording, Truth truth) {

    /**
     * Plays a script on a PBX of its own. The same arguments give the same take.
     *
     * @param start when the call begins
     * @throws IllegalArgumentException if the script leaves its call without an end, or ends it twice
     */
    public static Take of(String name, CallScript script, Setting setting, Instant start, long seed) {
        List<Truth> truths = new ArrayList<>();
        Exchange exchange =
                new Exchange(start, setting.staffed(start), new SoundReports(Sound.UNREPORTED, 0), truths::add);
        script.play(new ScriptedCall(setting, new Journal(exchange, new SplittableRandom(seed), start)));
        List<TimedMessage> messages = new ArrayList<>();
        while (exchange.next().isPresent()) {
            List<Header> headers = exchange.send();
            if (!headers.isEmpty()) {
                messages.add(new TimedMessage(Duration.between(start, exchange.now()), headers));
            }
        }
        if (truths.size() != 1) {
            throw new IllegalArgumentException(
                    "script " + name + " ends its call " + truths.size() + " times, must once");
        }
        return new Take(new Recording(name, messages), truths.get(0));
    }
}
