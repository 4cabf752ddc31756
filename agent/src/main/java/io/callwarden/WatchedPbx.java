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
import io.callwarden.call.DeviceState;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.employee.EmployeeBoard;
import io.callwarden.voice.VoiceWatch;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
    private final EmployeeBoard employees;
    private final VoiceWatch voice;
    private final AmiLink link;
    private final CallListener listener;

    /**
     * @param listener to be told of calls; by then {@link #inProgress} counts them
     * @param employees to be told of queues and phones; {@code listener} tells it of calls
     * @param voice to be told how voice arrives; null for nobody
     */
    WatchedPbx(
            PbxConfig config,
            CallRules rules,
            CallListener listener,
            EmployeeBoard employees,
            VoiceWatch voice,
            Clock clock) {
        this.config = config;
        this.employees = employees;
        this.voice = voice;
        this.listener = listener;
        lines = new Lines(config.lines());
        tracker = new CallTracker(config.name(), rules, lines.roles(), listener, CallStory.NONE);
        PbxListeners listeners = new PbxListeners(tracker, employees, employees, voice);
        link = new AmiLink(config.link(), listeners, this, clock, RandomGenerator.getDefault());
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
        Map<String, DeviceState> devices = new HashMap<>();
        facts.deviceStates().forEach((device, state) -> devices.put(device, DeviceState.of(state)));
        employees.onDevices(devices);
    }

    @Override
    public void onState(LinkState state) {
        if (state == LinkState.LISTENING) {
            employees.onHeard(link.clock().now());
        }
    }

    @Override
    public void onLost(Instant lastHeard, String reason) {
        employees.onLost(lastHeard);
    }

    @Override
    public void onSnapshot(PbxSnapshot snapshot) {
        learn(snapshot);
        tracker.onSnapshot(snapshot);
        employees.onSnapshot(snapshot);
    }

    @Override
    public void onSnapshotAfter(BlindInterval blind, PbxSnapshot snapshot) {
        learn(snapshot);
        employees.onBlind(blind);
        tracker.onSnapshotAfter(blind, snapshot);
        employees.onSnapshot(snapshot);
    }

    private void learn(PbxSnapshot snapshot) {
        lines.learn(snapshot);
        if (voice != null) {
            voice.onSnapshot(snapshot);
        }
    }

    @Override
    public void onBlindWithoutSnapshot(BlindInterval blind) {
        employees.onBlind(blind);
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
