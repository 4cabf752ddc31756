package io.callwarden.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One client's connection: who he is, what he wants to see, and the way out to him. Guarded by the lock of {@link Pbx}. */
final class Session {

    private final Channel channel;
    private final Outlet outlet;
    private final EventFilters filters = new EventFilters();
    private ManagerUser user;
    private int readMask;
    private int writeMask;
    private int eventMask;
    private String challenge = "";

    Session(Channel channel, Runnable roomMade) {
        this.channel = channel;
        this.outlet = new Outlet(channel, roomMade);
    }

    /** Privileges are taken over here, once: a later change of manager.conf would not reach a live session either. */
    void login(ManagerUser as, int events) {
        user = as;
        readMask = as.readMask();
        writeMask = as.writeMask();
        eventMask = events;
    }

    boolean isLoggedIn() {
        return user != null;
    }

    Optional<ManagerUser> user() {
        return Optional.ofNullable(user);
    }

    /** An action passes with any of its classes, or if it needs none. */
    boolean may(int privileges) {
        return privileges == 0 || (writeMask & privileges) != 0;
    }

    int writeMask() {
        return writeMask;
    }

    void events(int mask) {
        eventMask = mask;
    }

    String challenge() {
        return challenge;
    }

    void challenge(String digits) {
        challenge = digits;
    }

    EventFilters filters() {
        return filters;
    }

    Outlet outlet() {
        return outlet;
    }

    Channel channel() {
        return channel;
    }

    /** An event passes with all of its classes. */
    boolean sees(int privileges) {
        return isLoggedIn() && (readMask & eventMask & privileges) == privileges && eventMask != 0;
    }

    void offer(String event, int privileges, ByteBuf message) {
        if (sees(privileges) && (filters.isEmpty() || filters.pass(event, message.toString(StandardCharsets.UTF_8)))) {
            outlet.append(message);
        }
    }

    void send(String text) {
        outlet.append(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
        outlet.flush();
    }

    /** Sends what is on its way, then closes. */
    void close() {
        outlet.flush();
        channel.eventLoop()
                .execute(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> channel.close()));
    }

    @Override
    public String toString() {
        return (user == null ? "a client" : "\"" + user.name() + "\"") + " at " + channel.remoteAddress();
    }
}
