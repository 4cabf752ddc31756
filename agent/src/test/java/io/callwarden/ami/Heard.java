package io.callwarden.ami;

import static org.awaitility.Awaitility.await;

import io.callwarden.call.BlindInterval;
import io.callwarden.call.LineSnapshot;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.config.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A link, and all it told. */
final class Heard implements AmiLinkListener, AmiMessageHandler, AutoCloseable {
    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    /** Also the shortest time between two snapshots; silence of twice that and a second is death. */
    Duration keepAlive = Duration.ofSeconds(1);

    final List<LinkState> states = new CopyOnWriteArrayList<>();
    final List<PbxSnapshot> snapshots = new CopyOnWriteArrayList<>();
    final List<LineSnapshot> lines = new CopyOnWriteArrayList<>();
    final List<BlindInterval> blind = new CopyOnWriteArrayList<>();
    final List<String> losses = new CopyOnWriteArrayList<>();
    final List<String> hungUp = new CopyOnWriteArrayList<>();
    /** What it listens to besides the end of channels. */
    Set<AmiEventType> more = Set.of();

    AmiLink link;

    AmiConfig config(int port, String secret, boolean plainLogin, AmiConfig.Tls tls) {
        return new AmiConfig(
                "test",
                "127.0.0.1",
                port,
                "callwarden",
                new Secret(secret),
                plainLogin,
                tls,
                Duration.ofSeconds(2),
                keepAlive,
                Duration.ofMinutes(10),
                ZoneOffset.UTC);
    }

    void open(AmiConfig config) {
        Interest interest = new Interest(EnumSet.of(AmiEventType.HANGUP), Set.of()).and(more);
        link = new AmiLink(config, interest, this, this, Clock.systemUTC(), new Random(1));
        link.start();
    }

    /** Comes back when the link is in that state and has told so, which comes a moment later. */
    void awaitState(LinkState state) {
        await().until(() -> link.state() == state && !states.isEmpty() && states.get(states.size() - 1) == state);
    }

    @Override
    public void on(AmiMessage message) {
        String id = message.text(Field.UNIQUEID);
        if (id.equals("fault")) {
            throw new IllegalStateException("this test's own fault");
        }
        hungUp.add(id);
    }

    @Override
    public void onLines(LineSnapshot snapshot) {
        lines.add(snapshot);
    }

    @Override
    public void onState(LinkState state) {
        states.add(state);
    }

    @Override
    public void onLost(Instant lastHeard, String reason) {
        losses.add(reason);
    }

    @Override
    public void onSnapshot(PbxSnapshot snapshot) {
        snapshots.add(snapshot);
    }

    @Override
    public void onSnapshotAfter(BlindInterval interval, PbxSnapshot snapshot) {
        snapshots.add(snapshot);
        blind.add(interval);
    }

    @Override
    public void onBlindWithoutSnapshot(BlindInterval interval) {
        blind.add(interval);
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
    }
}
