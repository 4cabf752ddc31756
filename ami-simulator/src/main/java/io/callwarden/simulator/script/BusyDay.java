package io.callwarden.simulator.script;

import io.callwarden.simulator.Header;
import io.callwarden.simulator.Recording;
import io.callwarden.simulator.TimedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The settings of a made-up day. Equal settings make equal days, event by event.
 *
 * @param seed of all that is left to chance
 * @param callsPerHour in the busiest hour of the week; the profile gives the rest
 * @param trunks through which calls come and go
 * @param phones of employees who serve no queue; they are called directly, transferred to, and call out
 * @param shares how often each kind of call comes, in any unit; a kind that is missing does not come
 * @param sound whether the PBX tells how voice arrives; the calls are the same with and without
 * @param routine what goes on beside the calls
 */
public record BusyDay(
        long seed,
        double callsPerHour,
        DayProfile profile,
        Habits habits,
        List<String> trunks,
        List<QueuePlan> queues,
        List<String> phones,
        Map<Kind, Double> shares,
        Sound sound,
        Routine routine) {

    private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

    public BusyDay {
        trunks = List.copyOf(trunks);
        queues = List.copyOf(queues);
        phones = List.copyOf(phones);
        shares = Map.copyOf(shares);
        if (!(callsPerHour > 0) || callsPerHour > 1_000_000) {
            throw new IllegalArgumentException(
                    "calls per hour are more than 0 and at most 1000000, not " + callsPerHour);
        }
        if (trunks.isEmpty() || queues.isEmpty() || phones.size() < 4) {
            throw new IllegalArgumentException("a busy day needs a trunk, a queue and four phones");
        }
        if (routine.trunkOutages() > 0 && trunks.size() < 2) {
            throw new IllegalArgumentException("a trunk goes down only where there is another one");
        }
    }

    /** A small firm: two queues with seven agents, ten more phones, two trunks, 120 calls in the busiest hour. */
    public static BusyDay ofASmallFirm(long seed) {
        return new BusyDay(
                seed,
                120,
                DayProfile.OFFICE,
                Habits.ORDINARY,
                List.of("trunk-a", "trunk-b"),
                firmQueues(),
                firmPhones(),
                firmShares(),
                Sound.UNREPORTED,
                Routine.NONE);
    }

    /**
     * A call centre of any size. Every member serves up to three queues, which have a wrap-up time of 10 seconds.
     *
     * @param employees who serve queues, 1 to 200
     * @param queues 1 to 50, at most as many as employees
     * @param trunks 1 to 20
     * @param extensions phones altogether, at least four more than employees, up to 500
     */
    public static BusyDay ofASite(long seed, int employees, int queues, int trunks, int extensions) {
        return Site.of(seed, employees, queues, trunks, extensions);
    }

    /** 200 employees in 50 queues, 20 trunks, 500 phones. */
    public static BusyDay ofABigSite(long seed) {
        return ofASite(seed, 200, 50, 20, 500);
    }

    private static List<QueuePlan> firmQueues() {
        return List.of(
                new QueuePlan(
                        "sales",
                        "7001",
                        List.of(
                                Member.phone("Anna", "101"),
                                Member.phone("Boris", "102"),
                                Member.phone("Chen", "103"),
                                Member.phone("Dana", "104")),
                        QueuePlan.Strategy.RRMEMORY,
                        Duration.ofSeconds(120),
                        "",
                        12),
                new QueuePlan(
                        "support",
                        "7002",
                        List.of(
                                Member.phone("Egor", "105"),
                                Member.phone("Faye", "106"),
                                Member.throughLocal("Gleb", "111")),
                        QueuePlan.Strategy.RINGALL,
                        Duration.ofSeconds(90),
                        "500",
                        6));
    }

    private static List<String> firmPhones() {
        return List.of("117", "118", "119", "120", "121", "122", "123", "130", "131", "132");
    }

    static Map<Kind, Double> firmShares() {
        Map<Kind, Double> shares = new EnumMap<>(Kind.class);
        shares.put(Kind.QUEUE, 44.0);
        shares.put(Kind.MENU, 16.0);
        shares.put(Kind.PHONE, 10.0);
        shares.put(Kind.GROUP, 6.0);
        shares.put(Kind.HUNT, 3.0);
        shares.put(Kind.FORWARDED, 1.0);
        shares.put(Kind.CONFERENCE, 0.5);
        shares.put(Kind.REJECTED, 0.5);
        shares.put(Kind.INTERNAL, 7.0);
        shares.put(Kind.OUTBOUND, 10.0);
        shares.put(Kind.CLICK, 2.0);
        return shares;
    }

    public BusyDay withCallsPerHour(double calls) {
        return new BusyDay(seed, calls, profile, habits, trunks, queues, phones, shares, sound, routine);
    }

    public BusyDay withHabits(Habits newHabits) {
        return new BusyDay(seed, callsPerHour, profile, newHabits, trunks, queues, phones, shares, sound, routine);
    }

    public BusyDay withQueues(List<QueuePlan> newQueues) {
        return new BusyDay(seed, callsPerHour, profile, habits, trunks, newQueues, phones, shares, sound, routine);
    }

    public BusyDay withProfile(DayProfile newProfile) {
        return new BusyDay(seed, callsPerHour, newProfile, habits, trunks, queues, phones, shares, sound, routine);
    }

    public BusyDay withShares(Map<Kind, Double> newShares) {
        return new BusyDay(seed, callsPerHour, profile, habits, trunks, queues, phones, newShares, sound, routine);
    }

    public BusyDay withRoutine(Routine newRoutine) {
        return new BusyDay(seed, callsPerHour, profile, habits, trunks, queues, phones, shares, sound, newRoutine);
    }

    public BusyDay withSound(Sound newSound) {
        return new BusyDay(seed, callsPerHour, profile, habits, trunks, queues, phones, shares, newSound, routine);
    }

    /**
     * The events of the day, made while they are asked for.
     *
     * @param from when the first call may come
     * @param until when no further call comes; those in progress are played to their end
     * @param truths told of each call when its last event was given; on the thread that asks for events
     */
    public BusyDayStream play(Instant from, Instant until, Consumer<Truth> truths) {
        return play(from, until, truths, duty -> {});
    }

    /** As {@link #play(Instant, Instant, Consumer)}; also tells what happens beside the calls, when its last event is about to be given. */
    public BusyDayStream play(Instant from, Instant until, Consumer<Truth> truths, Consumer<Duty> duties) {
        return new BusyDayStream(this, from, until, Long.MAX_VALUE, truths, duties);
    }

    /**
     * As {@link #play}, for so many calls, however long they take to come.
     *
     * @param calls how many begin, 1 or more
     */
    public BusyDayStream playCalls(Instant from, long calls, Consumer<Truth> truths) {
        if (calls < 1) {
            throw new IllegalArgumentException("a day has at least one call, not " + calls);
        }
        return new BusyDayStream(this, from, Instant.MAX, calls, truths, duty -> {});
    }

    /**
     * As {@link #playCalls}, with customers who come back: one shows his number in several spellings, two may share their last nine digits,
     * some withhold theirs, and whoever was missed is called back or calls again, days later perhaps, with and without success. They are
     * called back from phones 151 to 190.
     *
     * @param customers told what became of everybody who was missed, after the last event; what was to follow on later calls has not
     *     happened
     */
    public BusyDayStream playCustomers(
            Instant from, long calls, Consumer<Truth> truths, Consumer<CustomerTruth> customers) {
        if (calls < 1) {
            throw new IllegalArgumentException("a day has at least one call, not " + calls);
        }
        return new BusyDayStream(this, from, Instant.MAX, calls, truths, duty -> {}, Optional.of(customers));
    }

    /**
     * What a PBX knows of this house before the first call: each endpoint, each queue, and each member who need not log in. It is not
     * played.
     */
    public Recording house() {
        List<TimedMessage> facts = new ArrayList<>();
        trunks.forEach(trunk -> facts.add(fact("Newchannel", "Channel", "PJSIP/" + trunk + "-00000000")));
        phones.forEach(phone -> facts.add(fact("Newchannel", "Channel", "PJSIP/" + phone + "-00000000")));
        for (QueuePlan queue : queues) {
            facts.add(queueFact(queue));
            for (Member member : queue.members()) {
                facts.add(fact("Newchannel", "Channel", member.device() + "-00000000"));
                if (routine.shifts()) {
                    continue;
                }
                facts.add(new TimedMessage(
                        Duration.ZERO,
                        List.of(
                                new Header("Event", "QueueMemberStatus"),
                                new Header("Queue", queue.name()),
                                new Header("MemberName", member.name()),
                                new Header("Interface", member.address()),
                                new Header("StateInterface", member.device()))));
            }
        }
        return new Recording("house", facts);
    }

    private static TimedMessage queueFact(QueuePlan queue) {
        return new TimedMessage(
                Duration.ZERO,
                List.of(
                        new Header("Event", "QueueParams"),
                        new Header("Queue", queue.name()),
                        new Header("Max", Integer.toString(queue.maxCallers())),
                        new Header("Strategy", queue.strategy().name().toLowerCase(Locale.ROOT)),
                        new Header("ServiceLevel", Integer.toString(QueuePlan.SERVICE_LEVEL_SECONDS))));
    }

    private static TimedMessage fact(String event, String header, String value) {
        return new TimedMessage(Duration.ZERO, List.of(new Header("Event", event), new Header(header, value)));
    }

    /** The arrivals of a Poisson process whose rate follows the profile, thinned from the rate of the busiest hour; the end of time for none. */
    Instant arrivalAfter(Instant moment, Instant until, RandomGenerator random) {
        Instant at = moment;
        while (at.isBefore(until)) {
            double hours = -Math.log(1 - random.nextDouble()) / callsPerHour;
            at = at.plusNanos(1_000 + Math.round(hours * NANOS_PER_HOUR));
            if (random.nextDouble() < profile.share(at)) {
                return at;
            }
        }
        return Instant.MAX;
    }

    Setting setting() {
        return Setting.of(queues.stream().collect(Collectors.toMap(QueuePlan::name, QueuePlan::members)));
    }

    List<LiveQueue> liveQueues(Instant since) {
        return queues.stream()
                .map(plan -> routine.shifts()
                        ? new LiveQueue(plan.name(), plan.members(), plan.wrapUp())
                        : LiveQueue.staffed(plan.name(), plan.members(), plan.wrapUp(), since.getEpochSecond()))
                .toList();
    }

    Map<String, QueuePlan> queuesByName() {
        return queues.stream().collect(Collectors.toMap(QueuePlan::name, Function.identity()));
    }
}
