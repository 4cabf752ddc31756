package io.callwarden.simulator;

import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;

/** What can go wrong with an Asterisk manager, on demand. Thread-safe; each takes effect before the method returns. */
public final class Faults {

    private final Pbx pbx;
    private final Player player;
    private final AmiServer server;

    Faults(Pbx pbx, Player player, AmiServer server) {
        this.pbx = pbx;
        this.player = player;
        this.server = server;
    }

    /** Resets every connection; calls go on, and clients may come back at once. */
    public void cut() {
        pbx.forEachSession(session -> {
            session.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            session.channel().close();
        });
    }

    /** Refuses new connections until {@link #acceptAgain}; those there are stay. */
    public void refuseConnections() {
        server.refuse();
    }

    public void acceptAgain() {
        try {
            server.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The connections there are become half-open: nothing comes any more, nothing is answered, no socket closes. New connections are
     * as ever.
     */
    public void halfOpen() {
        pbx.forEachSession(session -> session.outlet().silence());
    }

    /** The server does nothing at all, then sends what has gathered. Ends with {@link #goOn}. */
    public void stall() {
        pbx.forEachSession(session -> session.outlet().hold(true));
    }

    public void goOn() {
        pbx.forEachSession(session -> session.outlet().hold(false));
    }

    /**
     * Hands every write to the network in pieces; 1 splits at every byte. For the connections there are; {@link Integer#MAX_VALUE} ends
     * it.
     */
    public void split(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a piece has 1 byte or more, not " + bytes);
        }
        pbx.forEachSession(session -> session.outlet().split(bytes));
    }

    /** Bytes without sense between two events, closed by an empty line. The same seed gives the same bytes. */
    public void garbage(int bytes, long seed) {
        byte[] noise = new byte[bytes];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < bytes; i++) {
            noise[i] = (byte) random.nextInt(256);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(noise);
        out.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        pbx.raw(out.toByteArray());
    }

    /** The next Hangup events are not sent; the channels are gone all the same. */
    public void loseHangups(int count) {
        pbx.loseHangups(count);
    }

    /** An event of so many headers. */
    public void manyHeaders(int count) {
        StringBuilder lines = new StringBuilder(count * 20);
        lines.append("UserEvent: ManyHeaders\r\n");
        for (int i = 0; i < count; i++) {
            lines.append("Header").append(i).append(": ").append(i).append("\r\n");
        }
        pbx.event("UserEvent", PrivilegeClass.USER, lines.toString());
    }

    /** A VarSet whose value has so many bytes. */
    public void longLine(int bytes) {
        pbx.event(
                "VarSet",
                PrivilegeClass.DIALPLAN,
                "Channel: none\r\nUniqueid: none\r\nVariable: LONG\r\nValue: " + "x".repeat(bytes) + "\r\n");
    }

    /** Events, headers and values that no Asterisk has had so far. */
    public void unknownEvents() {
        pbx.event("ChannelTeleported", PrivilegeClass.CALL, "Channel: none\r\nUniqueid: none\r\nDimension: 5\r\n");
        pbx.event(
                "QueueMemberStatus",
                PrivilegeClass.AGENT,
                "Queue: nowhere\r\nInterface: QUIC/none\r\nMemberName: none\r\nStatus: 99\r\nMood: fine\r\nMood: better\r\n");
        pbx.event("", PrivilegeClass.SYSTEM, "Nameless: yes\r\n");
    }

    /**
     * Asterisk restarts: Shutdown, all calls gone without a word, connections closed and refused for a while, then a new boot. Recordings
     * that were to begin later still will.
     *
     * @param down blocks for so long
     */
    public void restart(Duration down) {
        server.refuse();
        // Nothing may be played in between: a real Asterisk says nothing any more once it has said Shutdown.
        player.whileStill(() -> {
            pbx.event("Shutdown", PrivilegeClass.SYSTEM, "Shutdown: Cleanly\r\nRestart: True\r\n");
            player.abandonRunning();
            pbx.forEachSession(Session::close);
            pbx.reboot();
        });
        try {
            Thread.sleep(down.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        acceptAgain();
    }
}
