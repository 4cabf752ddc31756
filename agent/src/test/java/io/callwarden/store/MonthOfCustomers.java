package io.callwarden.store;

import io.callwarden.ami.RecordedStream;
import io.callwarden.call.Call;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.Direction;
import io.callwarden.call.LineRoles;
import io.callwarden.notify.Announcer;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Recovery;
import io.callwarden.recovery.RecoveryRules;
import io.callwarden.recovery.Task;
import io.callwarden.simulator.PlayOptions;
import io.callwarden.simulator.SimulatorSettings;
import io.callwarden.simulator.StreamWriter;
import io.callwarden.simulator.script.BusyDay;
import io.callwarden.simulator.script.CustomerTruth;
import io.callwarden.simulator.script.Truth;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A made-up month with customers who come back: its AMI stream goes through decoder and tracker, and the records into a store, while a
 * virtual clock follows the stream. What truly happened is as the simulator told it.
 */
final class MonthOfCustomers {
    static final Instant BEGIN = Instant.parse("2026-11-02T06:00:00Z");

    private static final Duration GATHER = Duration.ofHours(2);
    private static final Duration LOOK = Duration.ofHours(6);
    private static final Duration TOLERANCE = Duration.ofMillis(50);
    /** By the profile of a week, so many of the busiest hours; of the calls nearly half follow from others. */
    private static final double BUSY_HOURS = 360;

    private static final PhoneNumbers NUMBERS = new PhoneNumbers("RU");

    static final Recovery RECOVERY = new Recovery(
            new Customers(number -> NUMBERS.e164(number).orElse(null), number -> number.matches("[12]\\d{2,3}")),
            new RecoveryRules(Duration.ofHours(1), null, Duration.ofDays(7)));

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Truth> truths = new HashMap<>();
    private final Map<String, List<CustomerTruth>> customers = new TreeMap<>();
    private final BusyDay day;
    private final int size;
    private Instant now = BEGIN;
    private Instant written = BEGIN;
    private Instant looked = BEGIN;
    private int stored;

    MonthOfCustomers(long seed, int size) {
        this.size = size;
        BusyDay house = size > 20_000 ? BusyDay.ofASite(seed, 60, 10, 6, 90) : BusyDay.ofASmallFirm(seed);
        this.day = house.withCallsPerHour(size / BUSY_HOURS);
    }

    /** The time of the stream. */
    Clock clock() {
        InstantSource time = () -> now;
        return time.withZone(ZoneOffset.UTC);
    }

    /** Lives through it; afterwards more than a week passes without a call. */
    void play(CallStore store, boolean ledger) throws IOException {
        CallRules rules = new CallRules(
                CallRules.DEFAULT.shortAbandon(),
                Map.of(),
                number -> NUMBERS.e164(number).orElse(null));
        CallTracker tracker =
                new CallTracker("pbx1", rules, new LineRoles(LineRoles.Rules.NONE), calls::add, CallStory.NONE);
        RecordedStream stream = new RecordedStream(tracker);
        OutputStream agent = new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int off, int length) {
                stream.feed(bytes, off, length);
                now = stream.now().isAfter(now) ? stream.now() : now;
                store(store, ledger);
            }
        };
        StreamWriter.writeVerbatim(
                agent,
                day.playCustomers(
                        BEGIN,
                        size,
                        truth -> truths.put(truth.uniqueId(), truth),
                        customer -> customers
                                .computeIfAbsent(customer.customer(), first -> new ArrayList<>())
                                .add(customer)),
                PlayOptions.asFastAsPossible().startAt(BEGIN),
                new SimulatorSettings());
        tracker.advance(stream.now().plus(CallTracker.SETTLE));
        now = now.plus(Duration.ofDays(8));
        store(store, ledger);
    }

    private void store(CallStore store, boolean ledger) {
        if (now.isBefore(written.plus(GATHER))) {
            return;
        }
        written = now;
        for (; stored < calls.size(); stored = Math.min(calls.size(), stored + CallRecorder.BATCH)) {
            store.write(calls.subList(stored, Math.min(calls.size(), stored + CallRecorder.BATCH)), List.of());
        }
        if (ledger && !now.isBefore(looked.plus(LOOK))) {
            looked = now;
            passTime(store);
        }
    }

    void passTime(CallStore store) {
        List<?> news;
        do {
            news = store.tasks().passTime(now, CallRecorder.BATCH);
        } while (!news.isEmpty());
    }

    List<Call> calls() {
        return calls;
    }

    Instant now() {
        return now;
    }

    int tasks() {
        return customers.values().stream().mapToInt(List::size).sum();
    }

    int customers() {
        return customers.size();
    }

    /** Every task on record by customer. */
    Map<String, List<Entry>> tasks(CallStore store) {
        TreeSet<String> missed = new TreeSet<>();
        store.tasks().closed(Instant.EPOCH, now.plus(Duration.ofDays(1))).forEach(task -> missed.add(task.customer()));
        store.tasks().open(Integer.MAX_VALUE).forEach(task -> missed.add(task.customer()));
        Map<String, List<Entry>> tasks = new TreeMap<>();
        missed.forEach(customer -> tasks.put(customer, store.tasks().of(customer)));
        return tasks;
    }

    /** One line for each customer who has other tasks in the one than in the other. */
    static List<String> differences(Map<String, List<Entry>> want, Map<String, List<Entry>> got) {
        TreeSet<String> all = new TreeSet<>(want.keySet());
        all.addAll(got.keySet());
        return all.stream()
                .filter(customer -> !Objects.equals(want.get(customer), got.get(customer)))
                .map(customer -> "want " + want.get(customer) + ", got " + got.get(customer))
                .toList();
    }

    /** One line for each call that was otherwise. */
    List<String> wrongCalls() {
        List<String> wrong = new ArrayList<>();
        Map<String, Truth> left = new HashMap<>(truths);
        for (Call call : calls) {
            Truth truth = left.remove(call.id().uniqueid());
            if (truth == null && call.direction() != Direction.INTERNAL) {
                wrong.add("nobody made " + call);
            } else if (truth != null && !told(truth).equals(told(call))) {
                wrong.add(call.id() + ": want " + told(truth) + ", got " + told(call));
            }
        }
        left.values().stream().filter(truth -> !truth.optional()).forEach(truth -> wrong.add("no " + truth));
        return wrong;
    }

    private static String told(Truth truth) {
        String what = truth.outcome() + " " + truth.stage() + " " + truth.missed() + " " + truth.endedBy();
        return truth.optional()
                ? what
                : what + " " + truth.direction() + " " + truth.did() + " "
                        + truth.answeredBy().orElse(null);
    }

    private String told(Call call) {
        String what = call.outcome().label() + " " + call.stage().label() + " " + call.missed() + " "
                + call.endedBy().label();
        boolean outbound = call.direction().label().equals("outbound");
        String answeredBy =
                call.answer() == null || outbound ? null : call.answer().extension();
        return truths.get(call.id().uniqueid()).optional()
                ? what
                : what + " " + call.direction().label() + " " + call.did() + " " + answeredBy;
    }

    /** One line for each customer of whom the ledger says anything else than the truth. */
    List<String> wrongTasks(Map<String, List<Entry>> tasks) {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(tasks.keySet());
        all.addAll(customers.keySet());
        for (String customer : all) {
            List<CustomerTruth> truth = customers.getOrDefault(customer, List.of()).stream()
                    .sorted(Comparator.comparing(CustomerTruth::missedAt))
                    .toList();
            List<Entry> got = tasks.getOrDefault(customer, List.of());
            boolean same = truth.size() == got.size();
            for (int i = 0; same && i < got.size(); i++) {
                same = isTrue(truth.get(i), got.get(i).task());
            }
            if (!same) {
                wrong.add("want " + truth + ", got " + got);
            }
        }
        return wrong;
    }

    private static boolean isTrue(CustomerTruth truth, Task task) {
        return task.closing() != null
                && task.firstCall().equals("pbx1-" + truth.uniqueId())
                && task.missed() == truth.missed()
                && task.attempts().count() == truth.attempts()
                && task.closing().how().label().equals(truth.how())
                && Objects.equals(task.closing().by(), truth.by().orElse(null))
                && near(task.firstMissedAt(), truth.missedAt())
                && near(task.closing().at(), truth.endedAt());
    }

    private static boolean near(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0;
    }

    /** Measures a month: the arguments are a new folder, how many calls, and a seed. */
    public static void main(String[] args) throws IOException {
        int size = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        MonthOfCustomers month = new MonthOfCustomers(seed, size);
        try (CallStore store =
                CallStore.open(StoreConfig.in(Path.of(args[0], "ledger")), RECOVERY, Announcer.NOBODY, month.clock())) {
            measure("with ledger", month, () -> month.play(store, true));
            Map<String, List<Entry>> lived = month.tasks(store);
            System.out.printf(
                    "%d calls, wrong %d; %d tasks of %d customers, customers wrong %d%n",
                    month.calls.size(),
                    month.wrongCalls().size(),
                    month.tasks(),
                    month.customers(),
                    month.wrongTasks(lived).size());
            month.wrongCalls().stream().limit(5).forEach(System.out::println);
            month.wrongTasks(lived).stream().limit(5).forEach(System.out::println);
            measure("made anew", month, () -> System.out.println(store.tasks().rebuild(month.now()) + " differ"));
            System.out.println(
                    differences(lived, month.tasks(store)).size() + " customers differ after they were made anew");
        }
        MonthOfCustomers plain = new MonthOfCustomers(seed, size);
        try (CallStore store = CallStore.open(StoreConfig.in(Path.of(args[0], "plain")))) {
            measure("without ledger", plain, () -> plain.play(store, false));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void measure(String what, MonthOfCustomers month, Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s: %.1f s, %.0f calls/s%n", what, seconds, month.calls.size() / seconds);
    }
}
