package io.callwarden;

import io.callwarden.config.ConfigException;
import io.callwarden.metrics.ReloadMetrics;
import io.callwarden.web.Reload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration anew and puts in effect what changed: all of it that can change while the agent runs, or nothing where there is
 * any mistake. Any thread; one after the other.
 */
final class Reloading implements Reload {
    private static final Logger log = LoggerFactory.getLogger(Reloading.class);

    private final Supplier<ReadConfiguration> source;
    private final RunningConfiguration running;
    private final List<ReloadedPart> parts;
    private final ReloadMetrics metrics;
    private final Clock clock;
    private ReadConfiguration inEffect;
    private boolean stopped;

    /**
     * Does nothing before it is told to.
     *
     * @param first what is in effect
     * @param source reads it anew
     * @param parts who takes over what; a setting that none of them takes over needs a restart
     */
    Reloading(
            ReadConfiguration first,
            Supplier<ReadConfiguration> source,
            RunningConfiguration running,
            List<ReloadedPart> parts,
            ReloadMetrics metrics,
            Clock clock) {
        inEffect = first;
        this.source = source;
        this.running = running;
        this.parts = List.copyOf(parts);
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public synchronized List<String> run() {
        if (stopped) {
            throw ConfigException.of("The agent is being stopped, so its configuration is not read anew");
        }
        try {
            List<String> told = take(source.get());
            metrics.succeeded(clock.instant());
            told.forEach(log::info);
            return told;
        } catch (ConfigException e) {
            metrics.failed();
            log.error("The configuration was not read anew, and the one before stays in effect: {}", e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            metrics.failed();
            log.error("The configuration could not be read anew; please report this with the log", e);
            throw e;
        }
    }

    private List<String> take(ReadConfiguration fresh) {
        Configuration next = running.get().takingOver(fresh.configuration());
        Set<String> taken = inEffect.values().differing(fresh.values());
        Set<String> waiting = new TreeSet<>(taken);
        waiting.removeIf(key -> takes(key, fresh.configuration()));
        taken.removeAll(waiting);
        Change change = new Change(inEffect.values().keys(), fresh.values().keys(), taken);
        List<Runnable> prepared = new ArrayList<>();
        for (ReloadedPart part : parts) {
            if (taken.stream().anyMatch(part::takes)) {
                prepared.add(prepare(part, fresh.configuration(), change));
            }
        }
        // Nothing can fail from here on.
        running.become(next);
        prepared.forEach(Runnable::run);
        inEffect = new ReadConfiguration(
                next, inEffect.values().takingOver(fresh.values(), key -> !waiting.contains(key)));
        return words(change, waiting);
    }

    private static Runnable prepare(ReloadedPart part, Configuration next, Change change) {
        try {
            return part.prepare().of(next, change);
        } catch (IllegalArgumentException e) {
            throw ConfigException.of(e.getMessage());
        }
    }

    private boolean takes(String key, Configuration next) {
        return parts.stream()
                .anyMatch(part -> part.takes(key) && part.possible().test(next));
    }

    /** Whether the setting never takes effect while the agent runs. */
    boolean needsRestart(String key) {
        return parts.stream().noneMatch(part -> part.takes(key));
    }

    private static List<String> words(Change change, Set<String> waiting) {
        List<String> words = new ArrayList<>();
        if (change.keys().isEmpty() && waiting.isEmpty()) {
            words.add("The configuration was read anew; nothing is different");
        } else if (change.keys().isEmpty()) {
            words.add("The configuration was read anew; nothing that could take effect is different");
        } else {
            words.add("The configuration was read anew; in effect now: " + String.join(", ", change.words()));
        }
        waiting.forEach(key -> words.add(key + " needs a restart to take effect"));
        return words;
    }

    /** From now on nothing is read any more; waits for what is under way. */
    synchronized void stop() {
        stopped = true;
    }
}
