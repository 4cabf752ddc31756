package io.callwarden.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.LineEvents.Contact;
import io.callwarden.call.LineRoles;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.LineSnapshot.Listed;
import io.callwarden.call.LineSnapshot.Registration;
import io.callwarden.call.PbxSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a board says after any stream of events that may lack some, have some twice and be out of order. */
class LineBoardProperties {
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final String ADDRESS = "sip:line@10.0.0.1:5060";
    /** Of a technology that tells nothing but the state of its devices. */
    private static final String DESK = "SCCP/205";

    private static final int STEPS = 120;

    /** A PBX that lives, and what it says of it. */
    private static final class World {
        final List<String> names = List.of("PJSIP/101", "PJSIP/102", "SIP/103", "PJSIP/trunk-a", "SIP/trunk-b", DESK);
        final Map<String, Boolean> reachable = new TreeMap<>();
        final Map<String, String> channels = new HashMap<>();
        final Map<String, Boolean> up = new HashMap<>();
        final List<Consumer<LineBoard>> said = new ArrayList<>();
        final Random random;
        boolean registered;
        int time;
        int born;

        World(long seed) {
            random = new Random(seed);
            names.forEach(name -> reachable.put(name, random.nextBoolean()));
        }

        Instant now() {
            return START.plusMillis(time);
        }

        void live(int steps) {
            for (int i = 0; i < steps; i++) {
                time++;
                switch (random.nextInt(6)) {
                    case 0, 1 -> turn(names.get(random.nextInt(names.size())));
                    case 2 -> register(!registered);
                    case 3 -> call(names.get(random.nextInt(names.size())));
                    case 4 -> answer();
                    default -> hangUp();
                }
            }
        }

        private void turn(String name) {
            boolean now = !reachable.get(name);
            reachable.put(name, now);
            Instant at = now();
            if (name.startsWith("PJSIP/")) {
                Contact contact =
                        now ? Contact.REACHABLE : random.nextBoolean() ? Contact.UNREACHABLE : Contact.REMOVED;
                said.add(board -> board.contactChanged(at, name, ADDRESS, contact, null));
            }
            if (!name.equals(DESK)) {
                said.add(board -> board.peerChanged(at, name, now));
            }
            said.add(
                    board -> board.deviceStateChanged(at, name, now ? DeviceState.NOT_INUSE : DeviceState.UNAVAILABLE));
        }

        private void register(boolean now) {
            registered = now;
            Instant at = now();
            said.add(board -> board.registrationChanged(at, "PJSIP", "me", "carrier", now, ""));
        }

        private void call(String name) {
            String id = "1." + born++;
            String channel = name + "-%08x".formatted(born);
            channels.put(id, channel);
            Instant at = now();
            boolean calling = random.nextBoolean();
            said.add(board -> board.channelAppeared(at, id, channel, calling));
        }

        private void answer() {
            any().ifPresent(id -> {
                up.put(id, true);
                Instant at = now();
                said.add(board -> board.channelUp(at, id));
            });
        }

        private void hangUp() {
            any().ifPresent(id -> {
                String channel = channels.remove(id);
                Instant at = now();
                int cause = random.nextInt(40);
                said.add(board -> board.channelGone(at, id, channel, cause));
            });
        }

        private java.util.Optional<String> any() {
            return channels.keySet().stream()
                    .sorted()
                    .skip(random.nextInt(channels.size() + 1))
                    .findFirst();
        }

        void snapshot(LineBoard board) {
            time++;
            board.onSnapshot(new PbxSnapshot(
                    now(),
                    null,
                    channels.entrySet().stream()
                            .map(each -> Snapshots.channel(
                                    each.getKey(), each.getValue(), up.containsKey(each.getKey()) ? 6 : 4, ""))
                            .toList(),
                    false,
                    List.of(),
                    List.of(),
                    List.of()));
            board.onLines(new LineSnapshot(
                    now(),
                    Set.of("PJSIP", "SIP"),
                    names.stream()
                            .filter(name -> !name.equals(DESK))
                            .map(this::listed)
                            .toList(),
                    Map.of("Queue:sales", DeviceState.INUSE, DESK, listed(DESK).state()),
                    Set.of("PJSIP"),
                    List.of(new Registration("PJSIP", "me", "carrier", "PJSIP/trunk-a", registered))));
            time++;
        }

        private Listed listed(String name) {
            boolean now = reachable.get(name);
            Contact contact = now ? Contact.REACHABLE : Contact.UNREACHABLE;
            boolean pjsip = name.startsWith("PJSIP/");
            return new Listed(
                    name,
                    now ? DeviceState.NOT_INUSE : DeviceState.UNAVAILABLE,
                    pjsip,
                    pjsip ? Map.of(ADDRESS, contact) : Map.of());
        }

        Map<String, String> truth() {
            Map<String, String> truth = new TreeMap<>();
            for (String name : names) {
                long open = channels.values().stream()
                        .filter(channel -> channel.startsWith(name + "-"))
                        .count();
                boolean unregistered = name.equals("PJSIP/trunk-a") && !registered;
                truth.put(name, (reachable.get(name) ? "reachable" : "unreachable") + " " + open + " " + unregistered);
            }
            return truth;
        }
    }

    @Property(tries = 300)
    void whateverWasLostOrDoubledTheNextSnapshotPutsItRight(@ForAll long seed) {
        World world = new World(seed);
        LineBoard board = board();
        Random fate = new Random(~seed);
        world.live(STEPS);
        disorder(world.said, fate).forEach(event -> event.accept(board));

        world.snapshot(board);

        assertThat(state(board)).isEqualTo(world.truth());
        assertThat(channels(board)).isEqualTo(world.channels.size());
    }

    @Property(tries = 300)
    void eventsFromOneSnapshotOnGiveTheNext(@ForAll long seed) {
        World world = new World(seed);
        LineBoard board = board();
        world.live(STEPS);
        world.snapshot(board);
        world.said.clear();

        world.live(STEPS);
        world.said.forEach(event -> event.accept(board));

        assertThat(state(board)).isEqualTo(world.truth());
        assertThat(channels(board)).isEqualTo(world.channels.size());
    }

    @Property(tries = 300)
    void eventsOfBeforeTheSnapshotThatCameAfterItChangeNothing(@ForAll long seed) {
        World world = new World(seed);
        LineBoard board = board();
        world.live(STEPS);
        world.said.forEach(event -> event.accept(board));
        world.snapshot(board);
        Map<String, String> before = state(board);

        disorder(world.said, new Random(~seed)).forEach(event -> event.accept(board));

        assertThat(state(board)).isEqualTo(before);
    }

    private static List<Consumer<LineBoard>> disorder(List<Consumer<LineBoard>> said, Random fate) {
        List<Consumer<LineBoard>> heard = new ArrayList<>();
        for (Consumer<LineBoard> each : said) {
            for (int times = fate.nextInt(3); times > 0; times--) {
                heard.add(each);
            }
        }
        Collections.shuffle(heard, fate);
        return heard;
    }

    private static LineBoard board() {
        return new LineBoard(new LineRoles(LineRoles.Rules.NONE), Map.of(), new LineListener() {
            @Override
            public void found(Line line) {
                assertThat(line.calls(true, TrunkOutcome.BUSY)).isZero();
            }

            @Override
            public void forgotten(Line line) {
                throw new AssertionError(line + " was never gone");
            }

            @Override
            public void changed(Line line, Reachability to) {
                assertThat(line.reachability()).isEqualTo(to);
            }
        });
    }

    private static Map<String, String> state(LineBoard board) {
        Map<String, String> state = new TreeMap<>();
        for (Line line : board.lines()) {
            state.put(
                    line.device(),
                    line.reachability().label() + " " + line.channels() + " "
                            + (line.registration() == Line.Registration.UNREGISTERED));
        }
        return state;
    }

    private static int channels(LineBoard board) {
        return Stream.of(Technology.values()).mapToInt(board::channels).sum();
    }
}
