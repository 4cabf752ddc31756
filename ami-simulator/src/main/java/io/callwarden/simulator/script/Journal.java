package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Writes down what happens in one call, in the words and the order of Asterisk 22. It has a clock of its own, which each event moves
 * on by a few microseconds; nothing is ever written before what was written last.
 */
final class Journal {
    private static final String CALL = "call,all";
    private static final String DIALPLAN = "dialplan,all";
    private static final long EVENT_NANOS = 30_000;

    private final Exchange exchange;
    private final RandomGenerator random;
    private final Instant start;
    private Instant now;

    Journal(Exchange exchange, RandomGenerator random, Instant start) {
        this.exchange = exchange;
        this.random = random;
        this.start = start;
        this.now = start;
    }

    Instant start() {
        return start;
    }

    Instant now() {
        return now;
    }

    RandomGenerator random() {
        return random;
    }

    /** Lets time pass until this moment; one that is over changes nothing. */
    void waitUntil(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    void waitFor(Duration time) {
        now = now.plus(time);
    }

    Draft event(String name, String privilege) {
        return new Draft(name, privilege);
    }

    void write(Draft draft) {
        exchange.plan(draft.at(now));
        now = now.plusNanos(EVENT_NANOS);
    }

    /** Something of which Asterisk sends no event. */
    void note(Consumer<Exchange> effect) {
        exchange.plan(Draft.silent(effect).at(now));
    }

    private Draft about(String name, Leg leg) {
        return new Draft(name, CALL).leg("", leg);
    }

    // ---- channels

    void newChannel(Leg leg) {
        write(about("Newchannel", leg).then(pbx -> pbx.born(leg)));
    }

    void newState(Leg leg, Leg.State state) {
        leg.in(state);
        Draft draft = about("Newstate", leg);
        if (state == Leg.State.UP) {
            draft = exchange.sound().begins(draft, leg);
        }
        write(state == Leg.State.BUSY ? draft : draft.then(pbx -> pbx.devices().occupied(pbx, leg)));
    }

    void application(Leg leg, String application, String data) {
        write(new Draft("Newexten", DIALPLAN)
                .leg("", leg)
                .with("Extension", leg.exten)
                .with("Application", application)
                .with("AppData", data));
    }

    void variable(Leg leg, String variable, Object value) {
        write(new Draft("VarSet", DIALPLAN)
                .leg("", leg)
                .with("Variable", variable)
                .with("Value", value));
    }

    void callerId(Leg leg) {
        write(about("NewCallerid", leg).with("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"));
    }

    void connectedLine(Leg leg) {
        write(about("NewConnectedLine", leg));
    }

    void key(Leg leg, String digit) {
        write(new Draft("DTMFEnd", "dtmf,all")
                .leg("", leg)
                .with("Digit", digit)
                .with("DurationMs", "160")
                .with("Direction", "Received"));
    }

    void hold(Leg leg) {
        write(about("Hold", leg).with("MusicClass", "default"));
    }

    void unhold(Leg leg) {
        write(about("Unhold", leg));
    }

    /** The far end of this leg ended it, and said nothing of why. */
    void hangupRequest(Leg leg) {
        write(about("HangupRequest", leg));
    }

    void hangupRequest(Leg leg, Cause cause) {
        write(cause.techTo(about("HangupRequest", leg).with("Cause", cause.number())));
    }

    /** The dialplan of this leg is over, which Asterisk tells with a flag that looks like a cause. */
    void dialplanEnded(Leg leg) {
        write(about("SoftHangupRequest", leg).with("Cause", "16"));
    }

    /** As {@link #dialplanEnded(Leg)}, of a leg that failed before it was answered. */
    void dialplanEnded(Leg leg, Cause cause) {
        write(cause.techTo(about("SoftHangupRequest", leg).with("Cause", "16")));
    }

    void hangup(Leg leg, Cause cause) {
        Draft draft =
                cause.techTo(about("Hangup", leg).with("Cause", cause.number()).with("Cause-txt", cause.text()));
        write(exchange.sound().ends(draft, leg).then(pbx -> pbx.devices().free(pbx, leg)));
    }

    // ---- dialling

    void dialBegin(Leg from, Leg to, String dialString) {
        write(edge("DialBegin", from, to).with("DialString", dialString));
    }

    /** An originated leg is dialled by nobody. */
    void dialBegin(Leg to, String dialString) {
        write(new Draft("DialBegin", CALL).leg("Dest", to).with("DialString", dialString));
    }

    void dialRinging(Leg from, Leg to) {
        write(edge("DialState", from, to)
                .with("DialStatus", "RINGING")
                .then(pbx -> pbx.devices().occupied(pbx, from)));
    }

    void dialEnd(Leg from, Leg to, String status) {
        write(edge("DialEnd", from, to).with("DialStatus", status));
    }

    void dialEnd(Leg to, String status) {
        write(new Draft("DialEnd", CALL).leg("Dest", to).with("DialStatus", status));
    }

    void dialForwarded(Leg from, Leg to, String target) {
        write(edge("DialEnd", from, to).with("Forward", target).with("DialStatus", "CANCEL"));
    }

    private Draft edge(String name, Leg from, Leg to) {
        return about(name, from).leg("Dest", to);
    }

    // ---- bridges

    Bridge bridge() {
        return created(new Bridge(newId(), "basic", "simple_bridge", "<unknown>", "<unknown>"));
    }

    Bridge conference(String room) {
        return created(new Bridge(newId(), "base", "softmix", "ConfBridge", room));
    }

    Bridge parkingLot() {
        return created(new Bridge(newId(), "parking", "holding_bridge", "Parking", "default"));
    }

    private Bridge created(Bridge bridge) {
        write(new Draft("BridgeCreate", CALL).bridge(bridge));
        return bridge;
    }

    int parkingSpace() {
        return exchange.parkingSpace();
    }

    private String newId() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & (1L << 62) - 1 | 1L << 63)
                .toString();
    }

    void enter(Bridge bridge, Leg leg) {
        bridge.entered();
        write(new Draft("BridgeEnter", CALL).bridge(bridge).leg("", leg));
    }

    void enterInPlaceOf(Bridge bridge, Leg leg, Leg replaced) {
        bridge.entered();
        Leg.Identity identity = replaced.identity();
        write(new Draft("BridgeEnter", CALL).bridge(bridge).leg("", leg).with("SwapUniqueid", (Late)
                pbx -> identity.uniqueId()));
    }

    void leave(Bridge bridge, Leg leg) {
        bridge.left();
        write(new Draft("BridgeLeave", CALL).bridge(bridge).leg("", leg));
    }

    void destroy(Bridge bridge) {
        write(new Draft("BridgeDestroy", CALL).bridge(bridge));
    }

    /** The two are told of each other by the variables that Asterisk sets in a bridge. */
    void peers(Leg one, Leg other) {
        Leg.Identity first = one.identity();
        Leg.Identity second = other.identity();
        variable(one, "BRIDGEPEER", (Late) pbx -> second.channel());
        variable(other, "BRIDGEPEER", (Late) pbx -> first.channel());
    }

    void localBridge(Leg first, Leg second, boolean optimised) {
        write(new Draft("LocalBridge", CALL)
                .leg("LocalOne", first)
                .leg("LocalTwo", second)
                .with("Context", second.context)
                .with("Exten", second.exten)
                .with("LocalOptimization", optimised ? "Yes" : "No"));
    }
}
