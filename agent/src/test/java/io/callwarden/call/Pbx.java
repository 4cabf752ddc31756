package io.callwarden.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A PBX made of words, for shapes of calls that no recording has: every leg is known by its name, time moves on when told. */
final class Pbx implements CallListener {
    static final Instant T0 = Instant.parse("2026-11-23T09:00:00Z");

    final List<Call> calls = new ArrayList<>();
    final List<String> story = new ArrayList<>();
    final CallTracker tracker = new CallTracker(
            "pbx1", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), this, (id, at, text) -> story.add(text));
    private Instant now = T0;

    @Override
    public void callEnded(Call call) {
        calls.add(call);
    }

    Pbx after(double seconds) {
        now = now.plus(Duration.ofMillis((long) (seconds * 1000)));
        tracker.advance(now);
        return this;
    }

    Pbx trunkCalls(String leg, String number, String did) {
        tracker.channelAppeared(now, leg, "PJSIP/trunk-a-" + leg, 4, "from-trunk", did, number, "");
        return this;
    }

    Pbx phoneCalls(String leg, String extension, String dialled) {
        tracker.channelAppeared(now, leg, "PJSIP/" + extension + "-" + leg, 4, "from-internal", dialled, extension, "");
        return this;
    }

    Pbx runs(String leg, String exten, String application, String data) {
        tracker.applicationStarted(now, leg, "", "from-internal", exten, application, data);
        return this;
    }

    Pbx sets(String leg, String variable, String value) {
        tracker.variableSet(now, leg, variable, value);
        return this;
    }

    /** {@code caller} empty: Asterisk itself dials. */
    Pbx dials(String caller, String leg, String channel) {
        born(leg, channel);
        tracker.dialStarted(now, caller, "", leg, channel, channel.substring(channel.indexOf('/') + 1));
        return this;
    }

    Pbx dialsThrough(String caller, String leg, String trunk, String number) {
        tracker.channelAppeared(now, leg, "PJSIP/" + trunk + "-" + leg, 0, "from-trunk", "s", number, "");
        tracker.dialStarted(now, caller, "", leg, "PJSIP/" + trunk + "-" + leg, number + "@" + trunk);
        return this;
    }

    Pbx born(String leg, String channel) {
        boolean second = channel.endsWith(";2");
        tracker.channelAppeared(now, leg, channel, second ? 4 : 0, "from-internal", "s", "", "");
        return this;
    }

    Pbx member(String leg, String name) {
        tracker.memberCalled(now, leg, "sales", name);
        return this;
    }

    Pbx redials(String caller, String leg) {
        tracker.dialStarted(now, caller, "", leg, "", "");
        return this;
    }

    Pbx rings(String leg) {
        tracker.channelStateChanged(now, leg, "", 5);
        return this;
    }

    Pbx up(String leg) {
        tracker.channelStateChanged(now, leg, "", 6);
        return this;
    }

    Pbx dialEnds(String leg, String status) {
        tracker.dialEnded(now, leg, status, "");
        return this;
    }

    Pbx forwards(String leg, String to) {
        tracker.dialEnded(now, leg, "CANCEL", to);
        return this;
    }

    Pbx meet(String room, String... legs) {
        for (String leg : legs) {
            tracker.bridgeEntered(now, leg, "", room, "basic", "simple_bridge");
        }
        return this;
    }

    Pbx enters(String leg, String room, String type) {
        tracker.bridgeEntered(now, leg, "", room, type, type.equals("parking") ? "holding_bridge" : "softmix");
        return this;
    }

    Pbx leave(String room, String... legs) {
        for (String leg : legs) {
            tracker.bridgeLeft(now, leg, room);
        }
        return this;
    }

    Pbx joinsQueue(String leg, String queue) {
        tracker.queueJoined(now, leg, "", queue);
        return this;
    }

    Pbx leavesQueue(String leg, String queue, boolean unserved) {
        if (unserved) {
            tracker.queueUnserved(now, leg, queue);
        }
        tracker.queueLeft(now, leg, queue);
        return this;
    }

    Pbx hangsUp(String leg, int cause) {
        tracker.hangupRequested(now, leg, cause);
        return this;
    }

    Pbx gone(int cause, String... legs) {
        for (String leg : legs) {
            tracker.hungUp(now, leg, cause);
        }
        return this;
    }

    Instant at(double seconds) {
        return T0.plus(Duration.ofMillis((long) (seconds * 1000)));
    }

    Call onlyCall() {
        tracker.advance(now.plusSeconds(5));
        if (calls.size() != 1 || tracker.inProgress().total() != 0) {
            throw new AssertionError(
                    calls.size() + " calls ended and " + tracker.inProgress().total() + " go on: " + story);
        }
        return calls.get(0);
    }
}
