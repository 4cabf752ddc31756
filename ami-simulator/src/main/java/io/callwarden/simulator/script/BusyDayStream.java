package io.callwarden.simulator.script;

import io.callwarden.simulator.Header;
import io.callwarden.simulator.TimedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The events of a busy day in the order of time. A call is made up when the stream comes to its beginning, so what is in memory is the
 * rest of the calls in progress. Not thread-safe.
 */
public final class BusyDayStream implements Iterator<TimedMessage> {
    private final BusyDay day;
    private final Instant from;
    private final Instant until;
    private final long maxCalls;
    private final SplittableRandom random;
    private final Setting setting;
    private final Exchange exchange;
    private final DayCalls calls;
    private final Roster roster;
    private final Attendance attendance;
    private final Consumer<Duty> duties;
    private final Optional<Clientele> clientele;
    private Optional<Consumer<CustomerTruth>> customers;
    private final PriorityQueue<LaterCall> later = new PriorityQueue<>();
    private Instant nextArrival;
    private TimedMessage next;
    private long begun;

    BusyDayStream(
            BusyDay day, Instant from, Instant until, long maxCalls, Consumer<Truth> truths, Consumer<Duty> duties) {
        this(day, from, until, maxCalls, truths, duties, Optional.empty());
    }

    /** @param customers told what became of everybody who was missed, after the last event; empty for callers whom nobody knows */
    BusyDayStream(
            BusyDay day,
            Instant from,
            Instant until,
            long maxCalls,
            Consumer<Truth> truths,
            Consumer<Duty> duties,
            Optional<Consumer<CustomerTruth>> customers) {
        this.day = day;
        this.from = from;
        this.until = until;
        this.maxCalls = maxCalls;
        this.random = new SplittableRandom(day.seed());
        this.setting = day.setting();
        List<LiveQueue> queues = day.liveQueues(from);
        this.exchange = new Exchange(from, queues, new SoundReports(day.sound(), day.seed()), truths);
        this.roster = new Roster(day, from);
        this.attendance = new Attendance(queues, day.trunks());
        this.duties = duties;
        this.customers = customers;
        SplittableRandom ofCalls = random.split();
        this.clientele = customers.map(told -> new Clientele(day, random.split(), later::add));
        this.calls = new DayCalls(day, roster, ofCalls, later::add, clientele);
        this.nextArrival = day.arrivalAfter(from, until, random);
    }

    /** When the first call may come; offsets count from here. */
    public Instant from() {
        return from;
    }

    /** How many calls have begun or are about to. */
    public long callsBegun() {
        return begun;
    }

    /** How many events are made up and not given yet. */
    public int lookAhead() {
        return exchange.backlog();
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            beginCalls();
            if (exchange.next().isEmpty()) {
                tellOfCustomers();
                return false;
            }
            List<Header> headers = exchange.send();
            if (!headers.isEmpty()) {
                next = new TimedMessage(Duration.between(from, exchange.now()), headers);
            }
        }
        return true;
    }

    @Override
    public TimedMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the day is over");
        }
        TimedMessage message = next;
        next = null;
        return message;
    }

    private void tellOfCustomers() {
        clientele.ifPresent(all -> customers.ifPresent(all::tell));
        customers = Optional.empty();
    }

    /** Makes up every call that begins before the next event, and lets happen what else does. When no call comes any more nothing does. */
    private void beginCalls() {
        while (begun < maxCalls) {
            Optional<Instant> due = exchange.next();
            Instant call = nextBeginning();
            Instant duty = roster.next();
            Instant first = call.isBefore(duty) ? call : duty;
            if (!first.isBefore(until) || due.isPresent() && due.get().isBefore(first)) {
                return;
            }
            if (call.isBefore(duty)) {
                begin(call);
            } else {
                plan(roster.take());
            }
        }
    }

    private void plan(Duty duty) {
        exchange.plan(Draft.silent(pbx -> {
                    attendance.happens(pbx, duty);
                    duties.accept(duty);
                })
                .at(duty.at()));
    }

    private Instant nextBeginning() {
        LaterCall first = later.peek();
        return first != null && first.at().isBefore(nextArrival) ? first.at() : nextArrival;
    }

    private void begin(Instant at) {
        begun++;
        ScriptedCall call = new ScriptedCall(setting, new Journal(exchange, random.split(), at));
        LaterCall first = later.peek();
        if (first != null && first.at().equals(at)) {
            later.remove().script().play(call);
        } else {
            nextArrival = day.arrivalAfter(at, until, random);
            calls.arrives(call, at);
        }
        if (!call.isOver()) {
            throw new IllegalStateException("the call that began at " + at + " was left without an end");
        }
    }
}
