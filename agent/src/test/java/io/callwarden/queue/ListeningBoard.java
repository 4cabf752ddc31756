package io.callwarden.queue;

import static org.awaitility.Awaitility.await;

import io.callwarden.ami.AmiConfig;
import io.callwarden.ami.AmiLink;
import io.callwarden.ami.AmiLinkListener;
import io.callwarden.ami.LinkState;
import io.callwarden.ami.PbxListeners;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.CallRules;
import io.callwarden.call.CallStory;
import io.callwarden.call.CallTracker;
import io.callwarden.call.LineRoles;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.config.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** A board that listens to a PBX over a link of its own. */
public final class ListeningBoard implements AmiLinkListener, AutoCloseable {
    private final QueueBoard board = new QueueBoard(
            new QueueWatcher() {
                @Override
                public void queueFound(String queue, Duration serviceLevel) {}

                @Override
                public void queueRemoved(String queue) {}
            },
            Map.of());
    private final AmiLink link;

    /** Comes back when the board shows what the PBX answered to QueueStatus. */
    public ListeningBoard(int port, String user, String secret) {
        CallTracker calls =
                new CallTracker("test", CallRules.DEFAULT, new LineRoles(LineRoles.Rules.NONE), board, CallStory.NONE);
        AmiConfig config = new AmiConfig(
                "test",
                "127.0.0.1",
                port,
                user,
                new Secret(secret),
                false,
                new AmiConfig.Tls(false, null, true),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                ZoneOffset.UTC);
        link = new AmiLink(config, new PbxListeners(calls, board, null, null), this, Clock.systemUTC(), new Random(1));
        link.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> link.state() == LinkState.LISTENING && board.current());
    }

    @Override
    public void onSnapshot(PbxSnapshot snapshot) {
        board.onSnapshot(snapshot);
    }

    @Override
    public void onSnapshotAfter(BlindInterval blind, PbxSnapshot snapshot) {
        board.onSnapshot(snapshot);
    }

    @Override
    public void onLost(Instant lastHeard, String reason) {
        board.onLost();
    }

    /** The queues with all that was heard up to now. */
    public List<QueueView> queues() throws InterruptedException {
        try {
            link.executor().submit(() -> board.advance(link.clock().now())).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return board.queues();
    }

    /** One of them. */
    public QueueView queue(String name) throws InterruptedException {
        return queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Now, by the PBX's clock. */
    public Instant now() {
        return link.clock().now();
    }

    @Override
    public void close() {
        link.close();
    }
}
