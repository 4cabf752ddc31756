package io.callwarden.ami;

import io.callwarden.ami.AmiStats.Count;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection to Asterisk: its decoder, the actions under way, and signs of life. Always reads on: Asterisk ends the connection of
 * a client that does not. Event loop only.
 */
final class AmiConnection extends ChannelInboundHandlerAdapter implements AmiMessageHandler {
    /** Is told what happens on the connection. */
    interface Listener {
        void onGreeting(String amiVersion);

        /** Before the first event of what was just read. {@code now} is in PBX time. */
        void onFirstEvent(Instant now);

        void onEvent(AmiMessage event);

        /** All that had come so far is handled. */
        void onAllRead();

        /** Called once, last of all. */
        void onClosed(Disconnect kind, String reason);
    }

    private static final Logger log = LoggerFactory.getLogger(AmiConnection.class);

    private final AmiConfig config;
    private final Interest interest;
    private final AmiStats stats;
    private final PbxClock clock;
    private final Listener listener;
    private final Requests requests;
    private ChannelHandlerContext context;
    private Disconnect closeKind = Disconnect.CLOSED;
    private String closeReason = "Asterisk closed the connection";
    private boolean shuttingDown;
    private boolean closing;
    private boolean firstOfRead = true;
    private long lastRead = System.nanoTime();
    private long lastPing = System.nanoTime();

    AmiConnection(AmiConfig config, Interest interest, AmiStats stats, PbxClock clock, Listener listener) {
        this.config = config;
        this.interest = interest;
        this.stats = stats;
        this.clock = clock;
        this.listener = listener;
        requests = new Requests(config.deadAfter());
    }

    void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(new AmiDecoderHandler(new AmiDecoder(interest, this, stats)), this);
    }

    /** Sends the action; the answer comes on the event loop, and fails where Asterisk is silent or the connection ends. */
    CompletableFuture<AmiReply> send(ManagerAction action) {
        if (!isOpen()) {
            return CompletableFuture.failedFuture(new IOException("not connected to Asterisk at " + config.address()));
        }
        try {
            Requests.Sent sent = requests.add(action, System.nanoTime());
            String text = Actions.text(action, sent.actionId());
            context.writeAndFlush(
                    ByteBufUtil.encodeString(context.alloc(), java.nio.CharBuffer.wrap(text), StandardCharsets.UTF_8));
            return sent.answer();
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    boolean isOpen() {
        return !closing && context != null && context.channel().isActive();
    }

    /** Asks for a sign of life, and the time on the PBX. Null where it does not say. */
    CompletableFuture<Instant> ping() {
        lastPing = System.nanoTime();
        Instant sent = clock.local();
        return send(new PingAction()).thenApply(reply -> {
            Instant stamp = PbxClock.parse(reply.response().text(Field.TIMESTAMP.header()));
            clock.onPing(sent, stamp);
            return stamp;
        });
    }

    /** To be called several times in each keep-alive time. */
    void checkLife() {
        long now = System.nanoTime();
        requests.expire(now);
        if (now - lastRead > config.deadAfter().toNanos()) {
            close(
                    Disconnect.TIMEOUT,
                    "no sign of life for " + config.deadAfter().toSeconds() + " s");
        } else if (now - lastPing > config.keepAlive().toNanos()) {
            ping();
        }
    }

    /** Asterisk said that it is going; whatever ends the connection now, that is why. */
    void expectShutdown() {
        closeKind = Disconnect.SHUTDOWN;
        shuttingDown = true;
    }

    void close(Disconnect kind, String reason) {
        if (!closing) {
            closing = true;
            closeKind = shuttingDown ? closeKind : kind;
            closeReason = reason;
        }
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void onBanner(String version) {
        listener.onGreeting(version.replaceAll("[^0-9A-Za-z.-]", "?"));
    }

    @Override
    public void on(AmiMessage message) {
        try {
            if (firstOfRead && message.event() != AmiEventType.NONE) {
                firstOfRead = false;
                listener.onFirstEvent(clock.now());
                clock.onEvent(message.timestampMicros(-1), System.nanoTime());
            }
            if (message.event() == AmiEventType.NONE || message.has(Field.ACTION_ID)) {
                if (requests.take(message, System.nanoTime()) || message.event() == AmiEventType.NONE) {
                    return;
                }
            }
            listener.onEvent(message);
        } catch (RuntimeException fault) {
            stats.add(Count.FAILED_MESSAGES, 1);
            log.error(
                    "PBX {}: could not handle an event {}; it is left out, please report this",
                    config.pbx(),
                    message.event(),
                    fault);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext read) {
        lastRead = System.nanoTime();
        firstOfRead = true;
        listener.onAllRead();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        close(Disconnect.FAILED, Trouble.words(cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        requests.failAll(new IOException(closeReason));
        listener.onClosed(closeKind, closeReason);
    }
}
