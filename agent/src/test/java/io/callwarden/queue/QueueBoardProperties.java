package io.callwarden.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Events from one snapshot on lead to the next, whichever of them come late or twice. */
class QueueBoardProperties {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Property(tries = 500)
    void eventsFromASnapshotOnGiveTheNext(
            @ForAll Random random,
            @ForAll @IntRange(min = 0, max = 60) int before,
            @ForAll @IntRange(min = 0, max = 120) int after,
            @ForAll @IntRange(min = 0, max = 20) int late) {
        MadeUpPbx pbx = new MadeUpPbx(random);
        QueueBoard board = board();
        pbx.live(before, event -> {});
        Deque<Consumer<QueueBoard>> onTheirWay = new ArrayDeque<>();
        pbx.live(Math.min(late, after), onTheirWay::add);
        board.onSnapshot(pbx.snapshot());
        onTheirWay.forEach(event -> event.accept(board));
        pbx.live(after, event -> {
            event.accept(board);
            if (random.nextInt(4) == 0) {
                event.accept(board);
            }
        });
        board.advance(pbx.now);

        pbx.agreesWith(board);
    }

    @Property(tries = 300)
    void snapshotHealsAnyLoss(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 150) int events,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        MadeUpPbx pbx = new MadeUpPbx(random);
        QueueBoard board = board();
        board.onSnapshot(pbx.snapshot());
        pbx.live(events, event -> {
            if (random.nextInt(100) >= percent) {
                event.accept(board);
            }
        });
        pbx.now = pbx.now.plusSeconds(1);
        board.onSnapshot(pbx.snapshot());

        pbx.agreesWith(board);
    }

    private static QueueBoard board() {
        return new QueueBoard(
                new QueueWatcher() {
                    @Override
                    public void queueFound(String queue, Duration serviceLevel) {}

                    @Override
                    public void queueRemoved(String queue) {}
                },
                Map.of());
    }

    /** Two queues in which anything may happen. */
    private static final class MadeUpPbx {
        private record Caller(String id, Instant since) {}

        private final Random random;
        private final Map<String, List<Caller>> callers = new LinkedHashMap<>();
        private final Map<String, Map<String, QueueMember>> members = new LinkedHashMap<>();
        private Instant now = START;
        private int calls;

        MadeUpPbx(Random random) {
            this.random = random;
            for (String queue : List.of("sales", "support")) {
                callers.put(queue, new ArrayList<>());
                members.put(queue, new LinkedHashMap<>());
            }
        }

        void live(int events, Consumer<Consumer<QueueBoard>> tell) {
            for (int i = 0; i < events; i++) {
                now = now.plusMillis(1 + random.nextInt(3_000));
                String queue = random.nextBoolean() ? "sales" : "support";
                tell.accept(
                        switch (random.nextInt(4)) {
                            case 0 -> join(queue);
                            case 1 -> leave(queue);
                            case 2 -> change(queue);
                            default -> remove(queue);
                        });
            }
        }

        private Consumer<QueueBoard> join(String queue) {
            Instant at = now;
            List<Caller> waiting = callers.get(queue);
            String id = "1." + ++calls;
            int place = random.nextInt(waiting.size() + 1);
            waiting.add(place, new Caller(id, at));
            return board -> board.callerJoined(at, queue, id, place + 1);
        }

        private Consumer<QueueBoard> leave(String queue) {
            Instant at = now;
            List<Caller> waiting = callers.get(queue);
            if (waiting.isEmpty()) {
                return board -> board.callerLeft(at, queue, "1.0");
            }
            String id = waiting.remove(random.nextInt(waiting.size())).id();
            return board -> board.callerLeft(at, queue, id);
        }

        private Consumer<QueueBoard> change(String queue) {
            Instant at = now;
            DeviceState[] states = DeviceState.values();
            String location = "PJSIP/10" + random.nextInt(5);
            DeviceState state = states[random.nextInt(states.length)];
            QueueMember member = random.nextBoolean()
                    ? Members.in(queue, location, state)
                    : Members.paused(queue, location, state, "pause " + random.nextInt(3));
            members.get(queue).put(location, member);
            return board -> board.memberChanged(at, member);
        }

        private Consumer<QueueBoard> remove(String queue) {
            Instant at = now;
            String location = "PJSIP/10" + random.nextInt(5);
            members.get(queue).remove(location);
            return board -> board.memberRemoved(at, queue, location);
        }

        PbxSnapshot snapshot() {
            List<PbxSnapshot.Waiting> waiting = new ArrayList<>();
            callers.forEach((queue, all) -> {
                for (int i = 0; i < all.size(); i++) {
                    Duration waited = Duration.ofSeconds(
                            Duration.between(all.get(i).since(), now).toSeconds());
                    waiting.add(new PbxSnapshot.Waiting(queue, all.get(i).id(), "", i + 1, waited));
                }
            });
            return new PbxSnapshot(
                    now,
                    null,
                    List.of(),
                    true,
                    callers.keySet().stream()
                            .map(queue -> new PbxSnapshot.Queue(queue, "", 0, Duration.ZERO))
                            .toList(),
                    waiting,
                    members.values().stream()
                            .flatMap(all -> all.values().stream())
                            .toList());
        }

        void agreesWith(QueueBoard board) {
            for (QueueView queue : board.queues()) {
                List<String> ids =
                        callers.get(queue.name()).stream().map(Caller::id).toList();
                assertThat(queue.waiting())
                        .extracting(WaitingCaller::callerId)
                        .as(queue.name())
                        .containsExactlyElementsOf(ids);
                for (int i = 0; i < ids.size(); i++) {
                    WaitingCaller shown = queue.waiting().get(i);
                    assertThat(shown.position()).isEqualTo(i + 1);
                    assertThat(Duration.between(callers.get(queue.name()).get(i).since(), shown.since()))
                            .isBetween(Duration.ZERO, Duration.ofSeconds(1));
                }
                assertThat(queue.members())
                        .containsExactlyInAnyOrderElementsOf(
                                members.get(queue.name()).values());
                int sum = 0;
                for (int count : queue.membersByState(now)) {
                    sum += count;
                }
                assertThat(sum).isEqualTo(members.get(queue.name()).size());
            }
            assertThat(board.queues()).extracting(QueueView::name).containsExactlyInAnyOrder("sales", "support");
        }
    }
}
