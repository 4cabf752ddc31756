package io.callwarden.ami;

import io.callwarden.ami.AmiStats.Count;
import io.callwarden.ami.LinkState.Step;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.PbxSnapshot;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.action.EventsAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its greeting to its end: login, questions about the PBX, events on, snapshot, and a snapshot again whenever part of
 * the stream was lost, the PBX reloaded, or a while has passed. Event loop only.
 */
final class PbxSession implements AmiConnection.Listener {
    private static final Logger log = LoggerFactory.getLogger(PbxSession.class);

    private final AmiLink link;
    private final LinkParts parts;
    private final KnownPbx pbx;
    private final EventLoop loop;
    private final AmiConnection connection;
    private final Uptime uptime;
    private final List<Future<?>> timers = new ArrayList<>();
    private String amiVersion = "";
    private boolean loggedIn;
    private boolean identified;
    private boolean learnWanted;
    private boolean snapshotWanted;
    private boolean snapshotRunning;
    private long snapshotAt;
    private long damage;
    private long listeningSince;

    PbxSession(AmiLink link, LinkParts parts, KnownPbx pbx, EventLoop loop) {
        this.link = link;
        this.parts = parts;
        this.pbx = pbx;
        this.loop = loop;
        connection = new AmiConnection(parts.config(), parts.wholeInterest(), parts.stats(), parts.clock(), this);
        uptime = new Uptime(parts.clock());
        damage = parts.stats().damage();
    }

    AmiConnection connection() {
        return connection;
    }

    boolean loggedIn() {
        return loggedIn;
    }

    /** How long everything was heard; zero if it never was. */
    Duration listened() {
        return listeningSince == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - listeningSince);
    }

    /** The TCP connection stands. */
    void start() {
        long pace = parts.config().keepAlive().toNanos() / 4;
        timers.add(loop.scheduleAtFixedRate(connection::checkLife, pace, pace, TimeUnit.NANOSECONDS));
    }

    @Override
    public void onGreeting(String version) {
        if (!amiVersion.isEmpty()) {
            return;
        }
        amiVersion = version;
        link.step(Step.CONNECTED);
        Login.login(connection, parts.config()).whenComplete(this::onLoginAnswer);
    }

    private void onLoginAnswer(AmiReply reply, Throwable failure) {
        if (failure != null) {
            connection.close(Disconnect.FAILED, Trouble.words(failure));
        } else if (reply.succeeded()) {
            synchronise();
        } else if (reply.message().toLowerCase(Locale.ROOT).contains("shutting down")) {
            connection.close(Disconnect.SHUTDOWN, "Asterisk is shutting down");
        } else {
            link.refused(reply.message());
            connection.close(Disconnect.FAILED, "login refused");
        }
    }

    private void synchronise() {
        loggedIn = true;
        snapshotRunning = true;
        parts.stats().add(Count.CONNECTS, 1);
        link.step(Step.LOGGED_IN);
        Question question = new Question(connection);
        boolean first = pbx.facts() == null;
        connection
                .ping()
                .thenCompose(stamp -> pbx.identify(question, uptime, parts.config()))
                .thenAccept(this::noteRestart)
                // Before the first event it must be known which endpoints are trunks; later, to hear events again comes
                // first.
                .thenCompose(done -> first ? learn(question) : done())
                .thenCompose(done -> connection.send(new EventsAction(parts.eventMask())))
                .thenCompose(on -> snapshot())
                .thenCompose(done -> first ? done() : learn(question))
                .whenComplete((done, failure) -> onSnapshotEnd(failure));
        timers.add(loop.scheduleAtFixedRate(
                this::wantSnapshot,
                parts.config().refresh().toNanos(),
                parts.config().refresh().toNanos(),
                TimeUnit.NANOSECONDS));
    }

    private void noteRestart(boolean restarted) {
        identified = true;
        if (restarted) {
            parts.blindness().restarted();
            log.warn(
                    "PBX {}: Asterisk was restarted; the calls of before are over",
                    parts.config().pbx());
        }
    }

    private CompletableFuture<Void> learn(Question question) {
        learnWanted = false;
        EndpointQuestions endpoints = new EndpointQuestions(question);
        return endpoints.ask().thenRun(() -> {
            pbx.learn(amiVersion, endpoints, question);
            tell(() -> parts.listener().onFacts(pbx.facts()));
        });
    }

    private CompletableFuture<Void> snapshot() {
        snapshotWanted = false;
        return connection.ping().thenCompose(stamp -> {
            // The PBX's own stamp is certainly not later than its lists.
            Instant askedAt = stamp == null ? parts.clock().now() : stamp;
            Question question = new Question(connection);
            return new SnapshotQuestions(question)
                    .ask(askedAt, pbx.boot().at())
                    .thenAccept(snapshot -> {
                        parts.stats().add(Count.SNAPSHOTS, 1);
                        pbx.addNotSeen(question.notSeen());
                        take(askedAt, snapshot, question.notSeen());
                    })
                    .thenCompose(taken -> lines(askedAt));
        });
    }

    /** After the calls, which must not wait for it: on a big site it takes long. */
    private CompletableFuture<Void> lines(Instant askedAt) {
        if (!parts.linesWanted()) {
            return done();
        }
        Question question = new Question(connection);
        return new LineQuestions(question).ask(askedAt).thenAccept(lines -> {
            pbx.addNotSeen(question.notSeen());
            tell(() -> parts.listener().onLines(lines));
        });
    }

    private void take(Instant askedAt, Optional<PbxSnapshot> snapshot, List<String> notSeen) {
        // Where part of the stream was lost while it was taken, the next one makes it good.
        boolean complete = !snapshotWanted;
        BlindInterval blind = complete ? parts.blindness().end(parts.config().pbx(), askedAt) : null;
        tell(() -> deliver(snapshot, blind, notSeen));
        if (complete) {
            synchronised();
        }
    }

    private void deliver(Optional<PbxSnapshot> snapshot, BlindInterval blind, List<String> notSeen) {
        if (snapshot.isEmpty()) {
            log.error(
                    "PBX {}: cannot see its channels, so calls whose end is missed stay open: {}",
                    parts.config().pbx(),
                    String.join("; ", notSeen));
            if (blind != null) {
                parts.listener().onBlindWithoutSnapshot(blind);
            }
        } else if (blind == null) {
            parts.listener().onSnapshot(snapshot.get());
        } else {
            parts.listener().onSnapshotAfter(blind, snapshot.get());
        }
    }

    /** A fault in what a listener does with it must not end the connection, for it would come again on the next. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException fault) {
            parts.stats().add(Count.FAILED_MESSAGES, 1);
            log.error(
                    "PBX {}: could not take in what it said about itself; please report this",
                    parts.config().pbx(),
                    fault);
        }
    }

    private void synchronised() {
        link.step(Step.SYNCHRONISED);
        if (listeningSince == 0) {
            listeningSince = System.nanoTime();
            log.info(
                    "PBX {}: listening to Asterisk {} at {}",
                    parts.config().pbx(),
                    pbx.asteriskVersion(),
                    parts.config().address());
        }
    }

    private void wantSnapshot() {
        if (!snapshotWanted) {
            snapshotWanted = true;
            if (!snapshotRunning) {
                scheduleSnapshot();
            }
        }
    }

    /** Not more often than Asterisk is asked for signs of life: a snapshot of a big PBX costs it something. */
    private void scheduleSnapshot() {
        long gap = parts.config().keepAlive().toNanos();
        long delay = Math.max(0, snapshotAt + gap - System.nanoTime());
        snapshotRunning = true;
        timers.add(loop.schedule(
                () -> {
                    snapshot()
                            .thenCompose(done -> learnWanted ? learn(new Question(connection)) : done())
                            .whenComplete((done, failure) -> onSnapshotEnd(failure));
                },
                delay,
                TimeUnit.NANOSECONDS));
    }

    private void onSnapshotEnd(Throwable failure) {
        snapshotRunning = false;
        snapshotAt = System.nanoTime();
        timers.removeIf(Future::isDone);
        if (failure != null) {
            connection.close(Disconnect.FAILED, Trouble.words(failure));
        } else if (snapshotWanted) {
            scheduleSnapshot();
        }
    }

    @Override
    public void onFirstEvent(Instant now) {
        parts.events().onRead(now);
    }

    @Override
    public void onEvent(AmiMessage event) {
        switch (event.event()) {
            case FULLY_BOOTED -> {
                uptime.onFullyBooted(event);
                // Right after the login it only tells the uptime; later, that Asterisk was still starting until now.
                if (identified) {
                    onNewConfiguration();
                }
            }
            case RELOAD -> {
                pbx.reloaded(parts.clock().now());
                onNewConfiguration();
            }
            case SHUTDOWN -> {
                connection.expectShutdown();
                log.warn(
                        "PBX {}: Asterisk at {} is shutting down",
                        parts.config().pbx(),
                        parts.config().address());
            }
            default -> {
                // All others are about calls.
            }
        }
        if (parts.interest().in(event.event())) {
            parts.events().on(event);
        }
    }

    private void onNewConfiguration() {
        learnWanted = true;
        wantSnapshot();
    }

    @Override
    public void onAllRead() {
        if (!loggedIn) {
            return;
        }
        long now = parts.stats().damage();
        if (now != damage) {
            log.debug("PBX {}: {} signs of damage in the stream", parts.config().pbx(), now - damage);
            damage = now;
            parts.blindness().begin(BlindInterval.Reason.STREAM_DAMAGED);
            link.step(Step.DAMAGED);
            wantSnapshot();
        }
        parts.blindness().heard(parts.clock().now());
    }

    @Override
    public void onClosed(Disconnect kind, String reason) {
        timers.forEach(timer -> timer.cancel(false));
        timers.clear();
        link.lost(this, kind, reason);
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
