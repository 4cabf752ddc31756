package io.callwarden.simulator.script;

import io.callwarden.simulator.Header;
import io.callwarden.simulator.TimedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** The events of several houses in the order of time. As in {@link BusyDayStream}, a call is made up when the stream comes to its beginning. */
final class FleetStream implements Iterator<Fleet.Sent> {
    private final Instant from;
    private final long maxCalls;
    private final Clientele clientele;
    private final PriorityQueue<LaterCall> later = new PriorityQueue<>();
    private final List<House> houses = new ArrayList<>();
    private Consumer<CustomerTruth> customers;
    private Fleet.Sent next;
    private long begun;

    FleetStream(
            Map<String, BusyDay> days,
            long seed,
            Instant from,
            long maxCalls,
            Fleet.Ends truths,
            Consumer<CustomerTruth> customers) {
        this.from = from;
        this.maxCalls = maxCalls;
        this.customers = customers;
        this.clientele = new Clientele(days, new SplittableRandom(seed), later::add);
        days.forEach((site, day) -> houses.add(new House(houses.size(), site, day, truths)));
    }

    /** One of them, and the calls that begin there by themselves. */
    private final class House {
        private final int number;
        private final String site;
        private final BusyDay day;
        private final SplittableRandom random;
        private final Setting setting;
        private final Exchange exchange;
        private final DayCalls calls;
        private Instant nextArrival;

        House(int number, String site, BusyDay day, Fleet.Ends truths) {
            this.number = number;
            this.site = site;
            this.day = day;
            this.random = new SplittableRandom(day.seed());
            this.setting = day.setting();
            this.exchange = new Exchange(
                    from,
                    day.liveQueues(from),
                    new SoundReports(day.sound(), day.seed()),
                    truth -> truths.ended(site, truth, now()));
            this.calls = new DayCalls(day, new Roster(day, from), random.split(), later::add, Optional.of(clientele));
            this.nextArrival = day.arrivalAfter(from, Instant.MAX, random);
        }

        void begin(Instant at, Optional<CallScript> script) {
            ScriptedCall call = new ScriptedCall(setting, new Journal(exchange, random.split(), at));
            clientele.at(number);
            if (script.isPresent()) {
                script.get().play(call);
            } else {
                nextArrival = day.arrivalAfter(at, Instant.MAX, random);
                calls.arrives(call, at);
            }
            if (!call.isOver()) {
                throw new IllegalStateException("the call that began at " + at + " was left without an end");
            }
        }

        private Instant now() {
            return exchange.now();
        }

        Instant nextEvent() {
            return exchange.next().orElse(Instant.MAX);
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            beginCalls();
            House first = first(House::nextEvent);
            if (first.nextEvent().equals(Instant.MAX)) {
                clientele.tell(customers);
                customers = told -> {};
                return false;
            }
            List<Header> headers = first.exchange.send();
            if (!headers.isEmpty()) {
                // One house may be a few microseconds ahead of the others: its events never share one.
                next = new Fleet.Sent(
                        first.site, new TimedMessage(Duration.between(from, first.exchange.now()), headers));
            }
        }
        return true;
    }

    @Override
    public Fleet.Sent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the day is over");
        }
        Fleet.Sent sent = next;
        next = null;
        return sent;
    }

    private void beginCalls() {
        while (begun < maxCalls) {
            House arriving = first(house -> house.nextArrival);
            LaterCall following = later.peek();
            boolean follows = following != null && following.at().isBefore(arriving.nextArrival);
            Instant at = follows ? following.at() : arriving.nextArrival;
            if (first(House::nextEvent).nextEvent().isBefore(at)) {
                return;
            }
            begun++;
            if (follows) {
                later.remove();
                houses.get(following.site()).begin(at, Optional.of(following.script()));
            } else {
                arriving.begin(at, Optional.empty());
            }
        }
    }

    private House first(Function<House, Instant> when) {
        return houses.stream().min(Comparator.comparing(when)).orElseThrow();
    }
}
