package io.callwarden;

import io.callwarden.ami.AmiLink;
import io.callwarden.ami.AmiLinkListener;
import io.callwarden.ami.LinkState;
import io.callwarden.ami.PbxClock;
import io.callwarden.ami.PbxFacts;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.CallsInProgress;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.store.Neighbours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One PBX: its link, and the calls that are heard over it. All that happens to its calls happens on the link's thread; what is public
 * may be called from any.
 */
final class WatchedPbx implements AmiLinkListener, AutoCloseable {
    private static final int MILLIS_BETWEEN_TICKS = 250;

    private final PbxConfig config;
    private final Lines lines;
    private final CallTracker tracker;
    private final Boards boards;
    private final AmiLink link;
    private final CallListener listener;
    private final OwnPhones phones;
    private volatile long ticked = System.nanoTime();
    private final Neighbours neighbours;
    private Consumer<Instant> firstHeard = now -> {};

    /**
     * @param listener to be told of calls; by then {@link #inProgress} counts them
     * @param boards to be told of all the rest
     * @param phones to be told which phones there are
     * @param neighbours to be told which machine it is
     */
    WatchedPbx(
            PbxConfig config,
            Lines lines,
            CallRules rules,
            CallListener listener,
            Boards boards,
            OwnPhones phones,
            Neighbours neighbours,
            Clock clock) {
        this.config = config;
        this.lines = lines;
        this.boards = boards;
        this.listener = listener;
        this.phones = phones;
        this.neighbours = neighbours;
        tracker = new CallTracker(config.name(), rules, lines.roles(), listener, CallStory.NONE);
        link = new AmiLink(config.link(), boards.listeners(tracker), this, clock, RandomGenerator.getDefault());
    }

    void start() {
        link.executor()
                .scheduleAtFixedRate(this::tick, MILLIS_BETWEEN_TICKS, MILLIS_BETWEEN_TICKS, TimeUnit.MILLISECONDS);
        link.start();
    }

    /** Tells {@code listener} the time on the PBX when it is heard for the first time, on its thread; to be called before {@link #start}. */
    void whenFirstHeard(Consumer<Instant> listener) {
        firstHeard = listener;
    }

    /** For how long its thread has not come round; far below a second while all is well. Any thread. */
    Duration sinceLastTick() {
        return Duration.ofNanos(System.nanoTime() - ticked);
    }

    void letTimePass() {
        CompletableFuture.runAsync(this::tick, link.executor()).join();
    }

    /** Events that are still on their way may belong to calls that seem to be over: time passes as late as they do. */
    private void tick() {
        ticked = System.nanoTime();
        if (link.state() == LinkState.LISTENING) {
            PbxClock clock = link.clock();
            Instant now = clock.now().minus(clock.eventLag());
            tracker.advance(now);
            boards.advance(now);
        }
    }

    @Override
    public void onFacts(PbxFacts facts) {
        lines.learn(facts);
        phones.learn(facts, lines.roles());
        boards.onFacts(facts);
        neighbours.hears(config.name(), facts.systemName(), facts.bootedAt());
    }

    @Override
    public void onState(LinkState state) {
        if (state == LinkState.LISTENING) {
            boards.onHeard(link.clock().now());
            firstHeard.accept(link.clock().now());
            firstHeard = now -> {};
        }
    }

    @Override
    public void onSnapshot(PbxSnapshot snapshot) {
        lines.learn(snapshot);
        phones.learn(snapshot, lines.roles());
        tracker.onSnapshot(snapshot);
        boards.onSnapshot(snapshot);
    }

    @Override
    public void onSnapshotAfter(BlindInterval blind, PbxSnapshot snapshot) {
        lines.learn(snapshot);
        phones.learn(snapshot, lines.roles());
        boards.onBlind(blind);
        tracker.onSnapshotAfter(blind, snapshot);
        boards.onSnapshot(snapshot);
    }

    @Override
    public void onLines(LineSnapshot snapshot) {
        boards.onLines(snapshot);
    }

    @Override
    public void onLost(Instant lastHeard, String reason) {
        boards.onLost(lastHeard);
        neighbours.lost(config.name());
    }

    @Override
    public void onBlindWithoutSnapshot(BlindInterval blind) {
        boards.onBlind(blind);
        listener.blindIntervalEnded(blind);
    }

    String name() {
        return config.name();
    }

    String address() {
        return config.link().host() + ":" + config.link().port();
    }

    AmiLink link() {
        return link;
    }

    CallTracker tracker() {
        return tracker;
    }

    CallsInProgress inProgress() {
        return tracker.inProgress();
    }

    @Override
    public void close() {
        link.close();
    }
}
