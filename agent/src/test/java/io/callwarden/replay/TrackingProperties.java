package io.callwarden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.ami.RecordedStream;
import io.callwarden.call.Call;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.replay.Messages.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every stream, however much of it is lost, cut, doubled or mixed. */
class TrackingProperties {
    private static final List<Recorded> RECORDINGS = recordings();
    private static final byte[] STORM = storm();

    @Provide
    Arbitrary<Recorded> recordings22() {
        return Arbitraries.of(RECORDINGS);
    }

    @Property(tries = 300)
    void anyPrefixLeavesNothingBehindAfterASnapshot(
            @ForAll("recordings22") Recorded recording, @ForAll @IntRange(min = 0, max = 1000) int permille) {
        int length = (int) ((long) recording.ami().length * permille / 1000);

        Tracked tracked = track(Arrays.copyOf(recording.ami(), length));

        assertThat(tracked.tracker.inProgress().total()).isGreaterThanOrEqualTo(0);
        tracked.everythingIsGone();
    }

    @Property(tries = 300)
    void anyLossLeavesNothingBehindAfterASnapshot(
            @ForAll("recordings22") Recorded recording,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int percent) {
        List<Message> kept = new ArrayList<>(Messages.of(recording.ami()).all());
        kept.removeIf(message -> random.nextInt(100) < percent);

        track(new Messages(kept).bytes()).everythingIsGone();
    }

    @Property(tries = 300)
    void anyOrderIsEnduredAndLeavesNothingBehindAfterASnapshot(
            @ForAll("recordings22") Recorded recording, @ForAll Random random) {
        List<Message> shuffled = new ArrayList<>(Messages.of(recording.ami()).all());
        java.util.Collections.shuffle(shuffled, random);

        track(new Messages(shuffled).bytes()).everythingIsGone();
    }

    @Property(tries = 12)
    void callsThatALossDoesNotTouchComeOutTheSame(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int lost) {
        List<Message> kept = new ArrayList<>(Messages.of(STORM).all());
        Set<String> touched = new HashSet<>();
        for (int i = 0; i < lost; i++) {
            touched.addAll(kept.remove(random.nextInt(kept.size())).linkedids());
        }

        TreeMap<String, Call> whole = byId(track(STORM).calls);
        TreeMap<String, Call> damaged = byId(track(new Messages(kept).bytes()).calls);
        whole.keySet().removeIf(id -> touched.contains(uniqueid(id)));
        damaged.keySet().removeIf(id -> touched.contains(uniqueid(id)) || !whole.containsKey(id));

        assertThat(damaged).isEqualTo(whole);
    }

    @Property(tries = 200)
    void sayingEveryEventTwiceChangesNothing(@ForAll("recordings22") Recorded recording) {
        List<Message> doubled = new ArrayList<>();
        for (Message message : Messages.of(recording.ami()).all()) {
            doubled.add(message);
            if (message.isEvent()) {
                doubled.add(message);
            }
        }

        assertThat(track(new Messages(doubled).bytes()).calls).isEqualTo(track(recording.ami()).calls);
    }

    @Property(tries = 60)
    void independentCallsDoNotDisturbEachOtherHoweverTheyMix(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 12) int number) {
        List<Message> mixed = new ArrayList<>();
        List<Call> apart = new ArrayList<>();
        List<Recorded> some = new ArrayList<>(RECORDINGS);
        java.util.Collections.shuffle(some, random);
        for (Recorded recording : some.subList(0, Math.min(number, some.size()))) {
            Messages shifted =
                    Messages.of(recording.ami()).startingAt(1_795_500_000_000_000L + random.nextInt(20_000_000));
            mixed.addAll(shifted.all().stream()
                    .filter(message -> message.micros() >= 0)
                    .toList());
            apart.addAll(track(shifted.bytes()).calls);
        }
        mixed.sort(Comparator.comparingLong(Message::micros));

        assertThat(byId(track(new Messages(mixed).bytes()).calls)).isEqualTo(byId(apart));
    }

    private static String uniqueid(String id) {
        return id.substring(id.indexOf('-') + 1);
    }

    private static TreeMap<String, Call> byId(List<Call> calls) {
        TreeMap<String, Call> byId = new TreeMap<>();
        calls.forEach(call -> byId.put(call.id().toString(), call));
        assertThat(byId).as("every call has an id of its own").hasSize(calls.size());
        return byId;
    }

    private static Tracked track(byte[] stream) {
        Tracked tracked = new Tracked();
        tracked.feed(stream);
        return tracked;
    }

    /** Only recordings of one Asterisk: another one may have used the same ids. */
    private static List<Recorded> recordings() {
        try {
            return Recorded.all().stream()
                    .filter(recording -> recording.name().startsWith("asterisk-22"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] storm() {
        try {
            return Recorded.resource("/recordings/storm/same-calls.ami.gz");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Tracked {
        final List<Call> calls = new ArrayList<>();
        final CallTracker tracker = new CallTracker(
                "pbx", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), calls::add, CallStory.NONE);
        final RecordedStream stream = new RecordedStream(tracker);

        void feed(byte[] bytes) {
            stream.feed(bytes, 0, bytes.length);
            tracker.advance(stream.now().plusSeconds(2));
        }

        /** An Asterisk without any channel: whatever is still known here has ended unseen. */
        void everythingIsGone() {
            int before = calls.size();
            int open = tracker.inProgress().total();
            tracker.onSnapshot(PbxSnapshot.ofNothing(stream.now().plusSeconds(3600)));
            tracker.advance(stream.now().plusSeconds(3610));

            assertThat(tracker.liveChannels()).isZero();
            assertThat(tracker.inProgress().total()).isZero();
            assertThat(calls).hasSize(before + open);
        }
    }
}
