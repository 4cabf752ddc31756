package io.callwarden;

import io.callwarden.ami.AmiLink;
import io.callwarden.ami.AmiLinkListener;
import io.callwarden.ami.LinkState;
import io.callwarden.ami.PbxClock;
import io.callwarden.ami.PbxFacts;
import io.callwarden.ami.PbxListeners;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.CallsInProgress;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.line.LineBoard;
import io.callwarden.line.LineListener;
import io.callwarden.voice.VoiceWatch;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
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
    private final VoiceWatch voice;
    private final LineBoard board;
    private final AmiLink link;
    private final CallListener listener;

    /**
     * @param listener to be told of calls; by then {@link #inProgress} counts them
     * @param lineListener to be told of phones and trunks
     * @param voice to be told how voice arrives; null for nobody
     */
    WatchedPbx(
            PbxConfig config,
            CallRules rules,
            CallListener listener,
            LineListener lineListener,
            VoiceWatch voice,
            Clock clock) {
        this.config = config;
        this.voice = voice;
        this.listener = listener;
        lines = new Lines(config.lines());
        tracker = new CallTracker(config.name(), rules, lines.roles(), listener, CallStory.NONE);
        board = new LineBoard(lines.roles(), config.channelLimits(), lineListener);
        link = new AmiLink(
                config.link(),
                new PbxListeners(tracker, null, board, voice),
                this,
                clock,
                RandomGenerator.getDefault());
    }

    void start() {
        link.executor()
                .scheduleAtFixedRate(this::tick, MILLIS_BETWEEN_TICKS, MILLIS_BETWEEN_TICKS, TimeUnit.MILLISECONDS);
        link.start();
    }

    /** Events that are still on their way may belong to calls that seem to be over: time passes as late as they do. */
    private void tick() {
        if (link.state() == LinkState.LISTENING) {
            PbxClock clock = link.clock();
            tracker.advance(clock.now().minus(clock.eventLag()));
        }
    }

    @Override
    public void onFacts(PbxFacts facts) {
        lines.learn(facts);
        board.rolesChanged();
    }

    @Override
    public void onSnapshot(PbxSnapshot snapshot) {
        learn(snapshot);
        tracker.onSnapshot(snapshot);
        board.onSnapshot(snapshot);
    }

    @Override
    public void onSnapshotAfter(BlindInterval blind, PbxSnapshot snapshot) {
        learn(snapshot);
        tracker.onSnapshotAfter(blind, snapshot);
        board.onSnapshot(snapshot);
    }

    @Override
    public void onLines(LineSnapshot snapshot) {
        board.onLines(snapshot);
    }

    private void learn(PbxSnapshot snapshot) {
        lines.learn(snapshot);
        if (voice != null) {
            voice.onSnapshot(snapshot);
        }
    }

    @Override
    public void onBlindWithoutSnapshot(BlindInterval blind) {
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

    LineBoard lines() {
        return board;
    }

    CallsInProgress inProgress() {
        return tracker.inProgress();
    }

    @Override
    public void close() {
        link.close();
    }
}
