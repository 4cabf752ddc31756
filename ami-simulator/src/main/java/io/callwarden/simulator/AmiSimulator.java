package io.callwarden.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Iterator;

/**
 * An Asterisk manager that plays recordings instead of making calls. Clients see what a real one would show them: banner, login, events
 * by class and filter, and answers from the state of what is being played.
 *
 * <pre>{@code
 * try (AmiSimulator asterisk = AmiSimulator.start(new SimulatorSettings().user(ManagerUser.all("agent", "s3cret")))) {
 *     asterisk.play(Recordings.read("asterisk-22.10/queue_answered"), PlayOptions.realTime().speed(10));
 *     connect(asterisk.address());
 * }
 * }</pre>
 *
 * <p>Thread-safe. Events are played on a thread of their own, clients served on another; both are daemons.
 */
public final class AmiSimulator implements AutoCloseable {

    private final Pbx pbx;
    private final Player player;
    private final AmiServer server;

    private AmiSimulator(SimulatorSettings settings) throws IOException {
        this.pbx = new Pbx(settings);
        this.server = new AmiServer(pbx);
        try {
            server.open();
        } catch (IOException e) {
            server.close();
            throw e;
        }
        this.player = new Player(pbx);
    }

    /**
     * Listens, and accepts clients from now on.
     *
     * @throws IOException if the address cannot be listened on
     */
    public static AmiSimulator start(SimulatorSettings settings) throws IOException {
        return new AmiSimulator(settings);
    }

    public InetSocketAddress address() {
        return server.address();
    }

    public int port() {
        return server.address().getPort();
    }

    /** Takes endpoints and queue members of a recording as the PBX's configuration, before anything of it is played. */
    public void learn(Recording recording) {
        pbx.learn(PbxFacts.of(recording));
    }

    /** Plays a recording as the options say; comes back at once. The PBX {@linkplain #learn learns} it first. */
    public Performance play(Recording recording, PlayOptions options) {
        learn(recording);
        return player.play(options.schedule(recording), options);
    }

    /** Plays a recording once in real time. */
    public Performance play(Recording recording) {
        return play(recording, PlayOptions.realTime());
    }

    /**
     * Plays what an iterator gives, asked for as time goes on, on the player's thread: so a whole day need not lie in memory.
     *
     * @param starts in the order of their begin
     * @param options whose {@code repeat} and {@code parallel} count for nothing here
     */
    public Performance play(Iterator<Scheduled> starts, PlayOptions options) {
        return player.play(starts, options);
    }

    /**
     * Plays events as they are, ids and numbers included, asked for as time goes on, on the player's thread. A simulator that plays
     * them plays nothing else beside, because their ids are not made to differ from others.
     *
     * @param messages offsets not decreasing
     * @param options whose {@code repeat}, {@code parallel} and {@code keepNumbers} count for nothing here
     */
    public Performance playVerbatim(Iterator<TimedMessage> messages, PlayOptions options) {
        return player.playVerbatim(messages, options);
    }

    public Faults faults() {
        return new Faults(pbx, player, server);
    }

    /** How many clients are logged in. */
    public int clients() {
        return pbx.loggedIn();
    }

    /** How many events were played since the start, seen by anybody or not. */
    public long eventsPlayed() {
        return pbx.eventsPlayed();
    }

    /** Stops playing and closes every connection. */
    @Override
    public void close() {
        player.close();
        server.close();
    }
}
