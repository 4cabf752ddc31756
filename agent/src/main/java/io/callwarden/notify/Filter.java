package io.callwarden.notify;

import io.callwarden.call.Call;
import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import io.callwarden.config.Settings;
import io.callwarden.recovery.Task;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which facts a receiver is told. Each part must let a fact pass; an empty one lets all pass. Immutable, any thread.
 *
 * @param events what is told; never empty
 * @param pbxs names of PBXs
 * @param directions of calls; facts about tasks pass
 * @param outcomes of calls; facts about tasks pass
 * @param queues of a call any of those it was in or was refused by; of a task the one in which the customer waited first
 * @param dids numbers dialled, written as in the records
 * @param shortAbandons whether callers who gave up within the short limit are told as {@link Event#CALL_MISSED}, though they are none
 */
public record Filter(
        Set<Event> events,
        Set<String> pbxs,
        Set<Direction> directions,
        Set<Outcome> outcomes,
        Set<String> queues,
        Set<String> dids,
        boolean shortAbandons) {
    /** What is told where nothing else is said: everything but the end of every call. */
    public static final Set<Event> USUAL =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Event.CALL_ENDED)));

    public Filter {
        events = Set.copyOf(events);
        pbxs = Set.copyOf(pbxs);
        directions = Set.copyOf(directions);
        outcomes = Set.copyOf(outcomes);
        queues = Set.copyOf(queues);
        dids = Set.copyOf(dids);
    }

    /**
     * Reads the filter of one receiver; problems are gathered in the settings.
     *
     * @param prefix under which its settings lie, as {@code notify.webhooks.crm}
     */
    public static Filter from(Settings settings, String prefix) {
        return from(settings, prefix, USUAL);
    }

    /** As the other, for receivers that are told something else where nothing is said. */
    public static Filter from(Settings settings, String prefix, Set<Event> usual) {
        Set<Event> events = some(settings, prefix + ".events", Event.values(), Event::label);
        Set<String> pbxs = Set.copyOf(settings.list(prefix + ".pbxs", "names of PBXs; empty for all"));
        if (!settings.names("pbxs", "host").containsAll(pbxs)) {
            settings.refuse(prefix + ".pbxs", "must be names of PBXs that are configured under pbxs");
        }
        return new Filter(
                events.isEmpty() ? usual : events,
                pbxs,
                some(settings, prefix + ".directions", Direction.values(), Direction::label),
                some(settings, prefix + ".outcomes", Outcome.values(), Outcome::label),
                Set.copyOf(settings.list(prefix + ".queues", "queues; empty for all")),
                Set.copyOf(settings.list(prefix + ".dids", "numbers dialled; empty for all")),
                settings.truth(prefix + ".short-abandons", false));
    }

    private static <T> Set<T> some(Settings settings, String key, T[] all, Function<T, String> label) {
        String words = Arrays.stream(all).map(label).collect(Collectors.joining(", "));
        List<String> chosen = settings.list(key, "some of " + words);
        Set<T> found = Arrays.stream(all)
                .filter(each -> chosen.contains(label.apply(each)))
                .collect(Collectors.toSet());
        if (!Set.copyOf(chosen).equals(found.stream().map(label).collect(Collectors.toSet()))) {
            settings.refuse(key, "must be some of " + words);
        }
        return found;
    }

    boolean passes(Happening happening) {
        return events.contains(happening.event())
                && (happening.task() == null ? passes(happening.event(), happening.call()) : passes(happening.task()));
    }

    private boolean passes(Event event, Call call) {
        return (event != Event.CALL_MISSED || call.missed() || shortAbandons)
                && allows(pbxs, call.id().pbx())
                && allows(directions, call.direction())
                && allows(outcomes, call.outcome())
                && allows(dids, call.did())
                && (queues.isEmpty() || call.queueVisits().stream().anyMatch(visit -> queues.contains(visit.queue())));
    }

    private boolean passes(Task task) {
        return allows(pbxs, task.pbx()) && allows(dids, task.did()) && allows(queues, task.queue());
    }

    private static <T> boolean allows(Set<T> some, T one) {
        return some.isEmpty() || one != null && some.contains(one);
    }
}
