package io.callwarden.recovery;

import io.callwarden.call.Call;
import io.callwarden.call.CallId;
import io.callwarden.call.CallListener;
import io.callwarden.call.TalkBegun;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Customers who are being talked to right now: their calls have no records yet. One whose call has ended stays for a while, until the record
 * is surely written. Told by the threads of the PBXs, asked by those that write; all methods are quick and thread-safe.
 */
public final class LiveTalks implements CallListener {
    /** Talks that ended and are still kept: more than wait to be written in any but the longest outage of a database. */
    static final int MOST_ENDED = 10_000;

    private final Customers customers;
    private final Map<CallId, String> customerOf = new HashMap<>();
    private final Map<String, Map<CallId, Fact.LiveTalk>> talks = new HashMap<>();
    private final Deque<CallId> ended = new ArrayDeque<>();
    /** What others are to know: talks that go on, and those that ended a short while ago. */
    private final Map<CallId, Heard> heard = new LinkedHashMap<>();

    private long version;

    /** A talk and with whom. */
    public record Heard(String customer, Fact.LiveTalk talk) {}

    /** Nobody is being talked to yet. */
    public LiveTalks(Customers customers) {
        this.customers = customers;
    }

    /** The talks with one customer that go on, or have just ended. */
    public synchronized Collection<Fact.LiveTalk> with(String customer) {
        return List.copyOf(talks.getOrDefault(customer, Map.of()).values());
    }

    /** The talks that go on, and those that ended at or after a moment; earlier ones are not given any more afterwards. */
    public synchronized List<Heard> heard(Instant since) {
        heard.values()
                .removeIf(each ->
                        each.talk().until() != null && each.talk().until().isBefore(since));
        return List.copyOf(heard.values());
    }

    /** Becomes another with everything that is heard. */
    public synchronized long version() {
        return version;
    }

    @Override
    public synchronized void talkBegan(TalkBegun talk) {
        forget(talk.id());
        customers
                .of(talk.direction(), talk.caller(), talk.did())
                .ifPresent(customer ->
                        put(talk.id(), customer, new Fact.LiveTalk(talk.id().toString(), talk.at(), null)));
    }

    /** Its record will not come: what was talked in it is part of another call. */
    @Override
    public synchronized void callMerged(CallId id, CallId into) {
        forget(id);
    }

    @Override
    public synchronized void callEnded(Call call) {
        String before = customerOf.get(call.id());
        if (before == null) {
            return;
        }
        forget(call.id());
        Optional<Fact> fact = Customers.fact(call);
        if (fact.isPresent()
                && fact.get() instanceof Fact.Talk talk
                && customers.of(call).filter(before::equals).isPresent()) {
            put(call.id(), before, new Fact.LiveTalk(talk.call(), talk.at(), talk.until()));
            ended.add(call.id());
            if (ended.size() > MOST_ENDED) {
                forget(ended.remove());
            }
        }
    }

    /** Forgets the talks with one customer, also those that go on. */
    public synchronized void forget(String customer) {
        List.copyOf(talks.getOrDefault(customer, Map.of()).keySet()).forEach(this::forget);
    }

    private void put(CallId id, String customer, Fact.LiveTalk talk) {
        customerOf.put(id, customer);
        heard.put(id, new Heard(customer, talk));
        version++;
        talks.computeIfAbsent(customer, first -> new HashMap<>()).put(id, talk);
    }

    private void forget(CallId id) {
        String customer = customerOf.remove(id);
        if (customer != null) {
            heard.remove(id);
            version++;
            talks.computeIfPresent(customer, (key, all) -> {
                all.remove(id);
                return all.isEmpty() ? null : all;
            });
        }
    }

    /** The PBX is not watched any more: of talks that go on there no end will be told. */
    public synchronized void forgetPbx(String pbx) {
        customerOf.keySet().stream()
                .filter(id -> id.pbx().equals(pbx) && goesOn(id))
                .toList()
                .forEach(this::forget);
    }

    private boolean goesOn(CallId id) {
        return talks.get(customerOf.get(id)).get(id).until() == null;
    }

    /** Ones that go on or are still kept. */
    synchronized int size() {
        return customerOf.size();
    }
}
