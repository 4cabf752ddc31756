package io.callwarden.simulator;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client from connect to close. On the event loop. */
final class ClientHandler extends SimpleChannelInboundHandler<Action> {

    private static final Logger log = LoggerFactory.getLogger(ClientHandler.class);
    private static final long SHORTEST_CHECK_MILLIS = 10;

    private final Pbx pbx;
    private final ActionCatalogue actions;
    private Session session;
    private ScheduledFuture<?> readerCheck;
    private ScheduledFuture<?> loginCheck;

    ClientHandler(Pbx pbx, ActionCatalogue actions) {
        this.pbx = pbx;
        this.actions = actions;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        synchronized (pbx) {
            session = pbx.open(ctx.channel());
            session.send("Asterisk Call Manager/" + pbx.settings().amiVersion() + "\r\n");
        }
        long half =
                Math.max(SHORTEST_CHECK_MILLIS, pbx.settings().writeTimeout().toMillis() / 2);
        readerCheck =
                ctx.executor().scheduleAtFixedRate(() -> pbx.checkReader(session), half, half, TimeUnit.MILLISECONDS);
        loginCheck = ctx.executor()
                .schedule(
                        () -> closeUnlessLoggedIn(),
                        pbx.settings().authTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void closeUnlessLoggedIn() {
        synchronized (pbx) {
            if (!session.isLoggedIn()) {
                log.info(
                        "Closed {}: no login within {}", session, pbx.settings().authTimeout());
                session.close();
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Action action) {
        synchronized (pbx) {
            if (!session.outlet().isSilent()) {
                Reply reply = new Reply(action);
                actions.answer(action, session, reply);
                session.send(reply.toString());
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        readerCheck.cancel(false);
        loginCheck.cancel(false);
        synchronized (pbx) {
            if (session.isLoggedIn()) {
                log.info("{} is gone", session);
            }
            pbx.closed(session);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("Lost {}: {}", session, cause.getMessage());
        } else {
            log.error("Closed {} because of a fault in the simulator", session, cause);
        }
        ctx.close();
    }
}
