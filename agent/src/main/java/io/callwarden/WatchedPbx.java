package io.callwarden;

import io.callwarden.ami.AmiLink;
import io.callwarden.ami.AmiLinkListener;
import io.callwarden.ami.LinkState;
import io.callwarden.ami.PbxClock;
import io.callwarden.ami.PbxFacts;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.CallsInProgress;
import io.callwarden.call.LineRoles;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.metrics.LiveQueues;
import io.callwarden.store.Neighbours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private static final List<String> CONNECTION = List.of(
            "host", "port", "username", "secret", "secret-file", "plain-login", "tls.", "time-zone", "voice-quality");

    private final PbxParts parts;
    private final CallTracker tracker;
    private final AmiLink link;
    private final LiveQueues queues;
    private final CallListener listener;
    private final OwnPhones phones;
    private final Neighbours neighbours;
    private volatile PbxConfig config;
    private volatile long ticked = System.nanoTime();
    private Consumer<Instant> firstHeard = now -> {};

    /**
     * @param parts to be told of all the rest
     * @param listener to be told of calls; by then {@link #inProgress} counts them
     * @param phones to be told which phones there are
     * @param neighbours to be told which machine it is
     */
    WatchedPbx(
            PbxSettings settings,
            PbxParts parts,
            CallListener listener,
            OwnPhones phones,
            Neighbours neighbours,
            Clock clock) {
        config = settings.pbx();
        this.parts = parts;
        this.listener = listener;
        this.phones = phones;
        this.neighbours = neighbours;
        LineRoles roles = parts.lines().roles();
        tracker = new CallTracker(config.name(), parts.rules(settings), roles, listener, CallStory.NONE);
        link = new AmiLink(config.link(), parts.boards().listeners(tracker), this, clock, RandomGenerator.getDefault());
        queues = parts.queues(link.clock()::now);
    }

    /**
     * Takes over other settings, for calls in progress as well. Where the connection is concerned it is made anew, and what happens until it
     * stands is treated as after any cut.
     */
    void follow(PbxSettings settings, Change change) {
        config = settings.pbx();
        boolean anew = CONNECTION.stream().anyMatch(key -> change.touches("pbxs." + config.name() + "." + key));
        link.executor().execute(() -> {
            tracker.follow(parts.rules(settings));
            parts.follow(settings, link.clock().now());
            if (anew) {
                link.change(settings.pbx().link(), parts.boards().listeners(tracker));
            }
        });
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
            parts.boards().advance(now);
        }
    }

    @Override
    public void onFacts(PbxFacts facts) {
        parts.lines().learn(facts);
        phones.learn(facts, parts.lines().roles());
        parts.boards().onFacts(facts);
        neighbours.hears(config.name(), facts.systemName(), facts.bootedAt());
    }

    @Override
    public void onState(LinkState state) {
        if (state == LinkState.LISTENING) {
            parts.boards().onHeard(link.clock().now());
            firstHeard.accept(link.clock().now());
            firstHeard = now -> {};
        }
    }

    @Override
    public void onSnapshot(PbxSnapshot snapshot) {
        parts.lines().learn(snapshot);
        phones.learn(snapshot, parts.lines().roles());
        tracker.onSnapshot(snapshot);
        parts.boards().onSnapshot(snapshot);
    }

    @Override
    public void onSnapshotAfter(BlindInterval blind, PbxSnapshot snapshot) {
        parts.lines().learn(snapshot);
        phones.learn(snapshot, parts.lines().roles());
        parts.boards().onBlind(blind);
        tracker.onSnapshotAfter(blind, snapshot);
        parts.boards().onSnapshot(snapshot);
    }

    @Override
    public void onLines(LineSnapshot snapshot) {
        parts.boards().onLines(snapshot);
    }

    @Override
    public void onLost(Instant lastHeard, String reason) {
        parts.boards().onLost(lastHeard);
        neighbours.lost(config.name());
    }

    @Override
    public void onBlindWithoutSnapshot(BlindInterval blind) {
        parts.boards().onBlind(blind);
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

    LiveQueues queues() {
        return queues;
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
