package io.callwarden.web;

import io.callwarden.cost.Prices;
import io.callwarden.export.Masked;
import io.callwarden.export.TaskCsv;
import io.callwarden.export.TaskHistoryJson;
import io.callwarden.export.TaskTable;
import io.callwarden.recovery.Change;
import io.callwarden.recovery.CustomerHistory.Entry;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.Fact;
import io.callwarden.recovery.Task;
import io.callwarden.recovery.TaskNews;
import io.callwarden.recovery.Urgency;
import io.callwarden.store.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Customers to be called back, as pages and commands see and close them. Every method may wait for the database and throws what
 * {@link TaskStore} throws. Thread-safe.
 */
public final class CallbackDesk {
    /** More are not sorted in memory; those due first are shown then. */
    static final int MOST_OPEN = 100_000;

    private static final int MOST_CLOSED_TODAY = 100_000;
    private static final int MOST_NAME = 100;
    private static final int MOST_REASON = 500;
    private static final int CUSTOMERS_AT_ONCE = 500;

    private final TaskStore tasks;
    private final Customers customers;
    private final Supplier<Urgency> urgency;
    private final Supplier<Prices> prices;
    private final Clock clock;

    /** @param prices null where nothing is priced */
    public CallbackDesk(TaskStore tasks, Customers customers, Urgency urgency, Prices prices, Clock clock) {
        this(tasks, customers, () -> urgency, () -> prices, clock);
    }

    /** As the other, where urgency and prices are asked for whenever they count. */
    public CallbackDesk(
            TaskStore tasks, Customers customers, Supplier<Urgency> urgency, Supplier<Prices> prices, Clock clock) {
        this.tasks = tasks;
        this.customers = customers;
        this.urgency = urgency;
        this.prices = prices;
        this.clock = clock;
    }

    /** Writes the call-backs asked for, with whole numbers, piece by piece; the table begins with where all of them stand. */
    public void list(CallbackQuery query, Consumer<String> out) {
        list(query, Role.SUPERVISOR, out);
    }

    /** As the other, as one with that role sees it. */
    void list(CallbackQuery query, Role role, Consumer<String> out) {
        Instant now = clock.instant();
        if (query.format() == CallsFormat.TABLE) {
            out.accept(tally(now, query.zone()) + "\n");
        }
        CallbackWriter whole = CallbackWriter.of(query, now, prices.get(), out);
        Consumer<Task> writer = role.seesNumbers() ? whole::task : task -> whole.task(Masked.task(task));
        if (query.closed()) {
            int[] left = {query.limit()};
            tasks.forEachClosed(query.from(), query.until(), task -> {
                if (query.passes(task, now)) {
                    writer.accept(task);
                    left[0]--;
                }
                return left[0] > 0;
            });
        } else {
            tasks.open(MOST_OPEN).stream()
                    .filter(task -> query.passes(task, now))
                    .sorted(urgency.get().order(now))
                    .limit(query.limit())
                    .forEach(writer);
        }
        whole.end();
    }

    private CallbackTally tally(Instant now, ZoneId zone) {
        return CallbackTally.of(tasks.open(MOST_OPEN), closedToday(now, zone), now);
    }

    /** The most urgent first. */
    List<Task> open(Instant now) {
        return tasks.open(MOST_OPEN).stream().sorted(urgency.get().order(now)).toList();
    }

    /** The latest first. */
    List<Task> closedToday(Instant now, ZoneId zone) {
        Instant midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        List<Task> closed = new ArrayList<>();
        tasks.forEachClosed(midnight, null, task -> {
            closed.add(task);
            return closed.size() < MOST_CLOSED_TODAY;
        });
        return closed;
    }

    /**
     * All that happened to the call-backs of one customer, the oldest first.
     *
     * @throws BadQueryException where it is no number of a customer
     * @throws NotFoundException where he was never missed
     */
    public String history(CallbackHistoryQuery query) {
        Instant now = clock.instant();
        List<Entry> entries = tasks.of(customer(query.customer()));
        if (entries.isEmpty()) {
            throw new NotFoundException("No call of this number was ever missed, as far as is on record");
        }
        return switch (query.format()) {
            case JSON ->
                entries.stream()
                        .map(entry -> TaskHistoryJson.line(entry, now, prices.get()))
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
            case JSONL ->
                entries.stream()
                        .map(entry -> TaskHistoryJson.line(entry, now, prices.get()) + "\n")
                        .collect(Collectors.joining());
            case CSV ->
                TaskCsv.historyHeader() + entries.stream().map(TaskCsv::history).collect(Collectors.joining());
            case TABLE ->
                entries.stream()
                        .map(entry -> TaskTable.history(entry, now, query.zone()))
                        .collect(Collectors.joining("\n"));
        };
    }

    /**
     * Closes the call-back of a customer by hand.
     *
     * @param number in any spelling
     * @param by who closes it
     * @param reason in his words
     * @return what was done, one sentence
     * @throws BadQueryException where the name or the reason is missing, too long or more than a line
     * @throws NotFoundException where no call-back of this customer is open
     */
    public String close(String number, String by, String reason) {
        String who = line("by", by, MOST_NAME);
        String why = line("reason", reason, MOST_REASON);
        Fact.Dismissal dismissal = new Fact.Dismissal(clock.instant().truncatedTo(ChronoUnit.MICROS), who, why);
        return tasks.dismiss(customer(number), dismissal).stream()
                .filter(news -> news.change().kind() == Change.Kind.DISMISSED)
                .map(TaskNews::task)
                .findFirst()
                .map(task -> "Closed: %s, missed %d time(s), counts as lost from now on."
                        .formatted(task.customer(), task.missed()))
                .orElseThrow(() -> new NotFoundException("No call-back to this number is open, so none was closed"));
    }

    /**
     * Makes all call-backs anew from the calls on record.
     *
     * @return how many customers had others than their calls say
     */
    public int rebuild() {
        Instant now = clock.instant();
        // What time alone changes is told first, as ever, and is no difference.
        while (!tasks.passTime(now, CUSTOMERS_AT_ONCE).isEmpty()) {
            now = clock.instant();
        }
        return tasks.rebuild(clock.instant());
    }

    private String customer(String number) {
        return customers
                .key(number)
                .orElseThrow(() -> new BadQueryException(
                        "customer: must be a number or name that can be called back, which is neither an extension nor withheld, found \"%s\""
                                .formatted(number == null ? "" : number)));
    }

    private static String line(String name, String text, int most) {
        String line = text == null ? "" : text.strip();
        if (line.isEmpty()
                || line.codePointCount(0, line.length()) > most
                || line.codePoints().anyMatch(Character::isISOControl)) {
            throw new BadQueryException("%s: must be 1 to %d characters in one line".formatted(name, most));
        }
        return line;
    }
}
