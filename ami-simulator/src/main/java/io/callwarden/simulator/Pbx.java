package io.callwarden.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated PBX: its state and its sessions. All of it is guarded by this object's lock, so that an answer shows the state between
 * two events, and stands between the same two events on the wire.
 */
final class Pbx implements EventSink {

    /** More than a client may leave untaken before he is dropped, however slowly he reads. */
    private static final long MAX_PENDING = 64L << 20;

    /** With so much on its way a fast playing waits. */
    private static final long ENOUGH_PENDING = 1L << 20;

    private static final Logger log = LoggerFactory.getLogger(Pbx.class);

    private final SimulatorSettings settings;
    private final Numbering numbering;
    private final PbxState state = new PbxState();
    private final List<Session> sessions = new ArrayList<>();
    private final ByteBuf scratch = Unpooled.buffer(1 << 12);
    private final byte[] systemName;
    private Instant bootedAt;
    private int hangupsToLose;
    private long eventsSent;
    private long lastEventMicros = -1;
    private long lastEventNanos;

    Pbx(SimulatorSettings settings) {
        this.settings = settings;
        this.numbering = new Numbering(settings.seed());
        this.bootedAt = settings.now();
        String name = settings.systemName();
        this.systemName = (name.isEmpty() ? "" : "SystemName: " + name + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    SimulatorSettings settings() {
        return settings;
    }

    Numbering numbering() {
        return numbering;
    }

    /** For those who hold the lock. */
    PbxState state() {
        return state;
    }

    /**
     * The time of what is being played, in microseconds of the epoch: how long somebody waits in it is not a matter of this machine's
     * clock. This machine's while nothing was played.
     */
    synchronized long streamMicros() {
        return lastEventMicros < 0
                ? settings.nowMicros()
                : lastEventMicros + (System.nanoTime() - lastEventNanos) / 1_000;
    }

    synchronized Instant bootedAt() {
        return bootedAt;
    }

    /** Events played since the start, whether or not anybody saw them. */
    synchronized long eventsPlayed() {
        return eventsSent;
    }

    @Override
    public synchronized void learn(PbxFacts facts) {
        state.learn(facts);
    }

    @Override
    public synchronized void event(PlayedEvent event) {
        state.apply(event);
        eventsSent++;
        lastEventMicros = event.micros();
        lastEventNanos = System.nanoTime();
        if (hangupsToLose > 0 && event.event().change() == StateChange.HANGUP) {
            hangupsToLose--;
            return;
        }
        int privileges = event.event().privileges();
        if (sessions.stream().anyMatch(session -> session.sees(privileges))) {
            scratch.clear();
            event.event().write(scratch, event.values(), settings.timestampEvents() ? event.micros() : -1, systemName);
            offer(event.event().name(), privileges, scratch);
        }
    }

    /** What a recording leaves unfinished does not stay for ever: a cut recording has no Hangup. */
    @Override
    public synchronized void end(Playing playing) {
        gone(Gone.of(List.of(playing)));
    }

    synchronized void gone(Gone gone) {
        gone.uniqueids().forEach(state::abandon);
        gone.bridges().forEach(state.bridges()::remove);
    }

    /** An event that belongs to no call. Header lines without the closing empty one; Timestamp is added. */
    synchronized void event(String name, PrivilegeClass privilege, String lines) {
        long micros = settings.nowMicros();
        String timestamp = settings.timestampEvents() ? "Timestamp: " + Timestamps.text(micros) + "\r\n" : "";
        String message = "Event: " + name + "\r\nPrivilege: " + PrivilegeClass.header(privilege.bit()) + "\r\n"
                + timestamp + new String(systemName, StandardCharsets.UTF_8) + lines + "\r\n";
        offer(name, privilege.bit(), Unpooled.wrappedBuffer(message.getBytes(StandardCharsets.UTF_8)));
        flush();
    }

    private void offer(String name, int privileges, ByteBuf message) {
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).offer(name, privileges, message);
        }
    }

    /** Bytes that are no event, to everybody who is logged in. */
    synchronized void raw(byte[] bytes) {
        sessions.stream()
                .filter(Session::isLoggedIn)
                .forEach(session -> session.outlet().append(Unpooled.wrappedBuffer(bytes)));
        flush();
    }

    /** Sends what has been gathered. */
    synchronized void flush() {
        for (Session session : List.copyOf(sessions)) {
            session.outlet().flush();
            if (session.outlet().pending() > MAX_PENDING) {
                drop(session, "has " + MAX_PENDING + " bytes untaken");
            }
        }
    }

    /** Waits until every client has taken most of what was sent, or has been dropped. */
    synchronized void awaitRoom() throws InterruptedException {
        flush();
        while (sessions.stream().anyMatch(session -> session.outlet().isBehind(ENOUGH_PENDING))) {
            wait(100);
        }
    }

    private synchronized void roomMade() {
        notifyAll();
    }

    synchronized Session open(Channel channel) {
        Session session = new Session(channel, this::roomMade);
        sessions.add(session);
        return session;
    }

    synchronized void closed(Session session) {
        sessions.remove(session);
        notifyAll();
    }

    /** Drops a client who takes nothing for longer than the write timeout. */
    synchronized void checkReader(Session session) {
        long limit = settings.writeTimeout().toNanos();
        if (session.outlet().stalledNanos() > limit && !session.outlet().isSilent()) {
            drop(session, "did not read for " + settings.writeTimeout().toMillis() + " ms");
        }
    }

    private void drop(Session session, String why) {
        log.warn("Dropped {}: the client {}", session, why);
        session.outlet().silence();
        sessions.remove(session);
        session.channel().close();
        notifyAll();
    }

    synchronized boolean isLoggedIn(String user) {
        return sessions.stream()
                .flatMap(session -> session.user().stream())
                .anyMatch(each -> each.name().equals(user));
    }

    synchronized void forEachSession(Consumer<Session> consumer) {
        List.copyOf(sessions).forEach(consumer);
    }

    synchronized int loggedIn() {
        return (int) sessions.stream().filter(Session::isLoggedIn).count();
    }

    synchronized void loseHangups(int count) {
        hangupsToLose += count;
    }

    /** A new boot: no call survives, and the start time is another one even within the same second. */
    synchronized void reboot() {
        Instant now = settings.now();
        bootedAt = now.getEpochSecond() > bootedAt.getEpochSecond() ? now : bootedAt.plusSeconds(1);
        state.restart();
    }
}
