package io.callwarden.ami;

import io.callwarden.ami.AmiStats.Count;
import io.callwarden.ami.LinkState.Step;
import io.callwarden.call.BlindInterval;
import io.callwarden.call.PbxEvents;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.asteriskjava.manager.action.LogoffAction;
import org.asteriskjava.manager.action.ManagerAction;

/**
 * The link to one PBX: connects, logs in, listens, and comes back when it is lost, until it is closed. Has one thread, its event loop, on
 * which all listeners are called; its public methods may be called from any.
 */
public final class AmiLink implements AutoCloseable {
    /** Big, so that a pause of this process does not make Asterisk wait for it and give it up. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private static final int READ_SIZE = 1 << 16;
    /** A connection that held this long begins a new series of attempts. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private volatile LinkParts parts;
    private TlsContext tls;
    private LinkLog log;
    private final KnownPbx pbx = new KnownPbx();
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private volatile LinkState state = LinkState.WAITING;
    private PbxSession session;
    private String refusal;
    private int failed;
    private int refused;

    /**
     * The link that tells {@code calls} what happens to calls. Does nothing before {@link #start}. Throws IllegalArgumentException where
     * the CA file cannot be used.
     *
     * @param random for the time between attempts
     */
    public AmiLink(AmiConfig config, PbxEvents calls, AmiLinkListener listener, Clock clock, RandomGenerator random) {
        this(config, PbxListeners.of(calls), listener, clock, random);
    }

    /** As the other, for those who want to hear of more than calls. */
    public AmiLink(AmiConfig config, PbxListeners pbx, AmiLinkListener listener, Clock clock, RandomGenerator random) {
        this(config, new EventStream(pbx.translators(), clock.instant()), listener, clock, random);
    }

    private AmiLink(
            AmiConfig config, EventStream stream, AmiLinkListener listener, Clock clock, RandomGenerator random) {
        this(config, stream.interest(), stream, listener, clock, random);
    }

    /**
     * Does nothing before {@link #start}. Throws IllegalArgumentException where the CA file cannot be used.
     *
     * @param interest events for {@code events}
     * @param random for the time between attempts
     */
    AmiLink(
            AmiConfig config,
            Interest interest,
            AmiMessageHandler events,
            AmiLinkListener listener,
            Clock clock,
            RandomGenerator random) {
        parts = new LinkParts(config, interest, events, listener, new AmiStats(), new PbxClock(clock), new Blindness());
        tls = tls(config);
        this.random = random;
        log = new LinkLog(config);
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("ami-" + config.pbx(), true), NioIoHandler.newFactory());
        loop = group.next();
    }

    private static TlsContext tls(AmiConfig config) {
        return config.tls().enabled() ? new TlsContext(config) : null;
    }

    /** Throws IllegalArgumentException where the CA file cannot be used. */
    public static void check(AmiConfig config) {
        tls(config);
    }

    /**
     * From now on the PBX is reached, and its events read, so: logs off and connects anew at once. What was counted stays, and the time
     * between is told as that of any cut. The settings were {@linkplain #check checked}.
     */
    public void change(AmiConfig config, PbxListeners pbx) {
        loop.execute(() -> {
            EventStream stream =
                    new EventStream(pbx.translators(), parts.clock().now());
            tls = tls(config);
            log = new LinkLog(config);
            parts = parts.with(config, stream.interest(), stream);
            connectAnew();
        });
    }

    private void connectAnew() {
        failed = 0;
        refused = 0;
        refusal = null;
        PbxSession ended = session;
        if (ended == null) {
            retry();
            return;
        }
        ended.connection().send(new LogoffAction());
        lost(ended, Disconnect.RECONFIGURED, "to connect with other settings");
        ended.connection().close(Disconnect.RECONFIGURED, "to connect with other settings");
    }

    private void retry() {
        if (step(Step.RETRY)) {
            connect();
        }
    }

    /** Begins to connect. To be called once. */
    public void start() {
        loop.execute(this::retry);
    }

    /** Configured name of the PBX. */
    public String pbx() {
        return parts.config().pbx();
    }

    /** Where the link stands now. */
    public LinkState state() {
        return state;
    }

    /** Its counters, from its making on. */
    public AmiStats stats() {
        return parts.stats();
    }

    /** The time on the PBX, and how late its events are. */
    public PbxClock clock() {
        return parts.clock();
    }

    /** What the PBX said about itself; empty before the first login. */
    public Optional<PbxFacts> facts() {
        return Optional.ofNullable(pbx.facts());
    }

    /** When the PBX last read its configuration anew, by its clock; null where that is not known. */
    public Instant reloadedAt() {
        return pbx.reloadedAt();
    }

    /** The thread on which all listeners are called. Nothing on it may block. */
    public ScheduledExecutorService executor() {
        return loop;
    }

    /**
     * Asks the PBX something that needs no values, such as {@code CoreSettings} or {@code ListCommands}. The answer comes on the event loop;
     * it fails with IOException where the link is not logged in, is lost, or Asterisk is silent.
     */
    public CompletableFuture<AmiReply> ask(String action) {
        return ask(Actions.named(action));
    }

    CompletableFuture<AmiReply> ask(ManagerAction action) {
        CompletableFuture<AmiReply> answer = new CompletableFuture<>();
        loop.execute(() -> {
            if (session == null || !session.loggedIn()) {
                answer.completeExceptionally(new IOException(
                        "not logged in to Asterisk at " + parts.config().address()));
                return;
            }
            session.connection().send(action).whenComplete((reply, failure) -> {
                if (failure == null) {
                    answer.complete(reply);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        });
        return answer;
    }

    /** Logs off and ends the thread; waits for that for at most some seconds. */
    @Override
    public void close() {
        if (!loop.isShuttingDown()) {
            Future<?> loggedOff = loop.submit(this::logOff);
            if (!loop.inEventLoop()) {
                loggedOff.awaitUninterruptibly(2, TimeUnit.SECONDS);
            }
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        if (!loop.inEventLoop()) {
            group.terminationFuture().awaitUninterruptibly(5, TimeUnit.SECONDS);
        }
    }

    private void logOff() {
        step(Step.CLOSE);
        if (session != null) {
            session.connection().send(new LogoffAction());
            session.connection().close(Disconnect.CLOSED, "the agent is being stopped");
        }
    }

    /** Makes the step; false where it leads nowhere from the present state. */
    boolean step(Step step) {
        LinkState before = state;
        LinkState after = before.after(step);
        if (after == before) {
            return false;
        }
        state = after;
        parts.listener().onState(after);
        return true;
    }

    /** The login was refused; {@link #lost} follows. */
    void refused(String message) {
        refusal = message;
        parts.stats().add(Count.REFUSED_LOGINS, 1);
    }

    /** The connection is closed, or never came about. */
    void lost(PbxSession ended, Disconnect kind, String reason) {
        if (ended != session || !step(refusal == null ? Step.LOST : Step.REFUSED)) {
            return;
        }
        session = null;
        if (ended.listened().compareTo(SETTLED) > 0) {
            failed = 0;
        }
        if (ended.loggedIn()) {
            parts.stats().add(Count.LOSSES, 1);
            parts.stats().add(kind);
            parts.blindness().begin(BlindInterval.Reason.CONNECTION_LOST);
            parts.listener().onLost(parts.blindness().lastHeard(), reason);
        } else if (refusal == null) {
            parts.stats().add(Count.FAILED_CONNECTS, 1);
        }
        if (kind == Disconnect.RECONFIGURED) {
            log.changed();
            loop.execute(this::retry);
        } else {
            retryAfter(ended, reason);
        }
    }

    private void retryAfter(PbxSession ended, String reason) {
        Duration delay;
        if (refusal != null) {
            delay = Backoff.afterRefusal(refused++, random);
            log.refused(refusal, delay);
        } else {
            refused = 0;
            delay = Backoff.afterLoss(failed++, random);
            log.lost(ended.loggedIn(), reason, delay, failed);
        }
        refusal = null;
        loop.schedule(this::retry, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void connect() {
        AmiConfig config = parts.config();
        TlsContext secured = tls;
        PbxSession next = new PbxSession(this, parts, pbx, loop);
        session = next;
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        config.connectTimeout().toMillis())
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_SIZE))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (secured != null) {
                            channel.pipeline().addLast(secured.handler(channel));
                        }
                        next.connection().addTo(channel.pipeline());
                    }
                })
                .connect(config.host(), config.port())
                .addListener(connected -> {
                    if (next != session) {
                        // Given up meanwhile, for other settings.
                        next.connection().close(Disconnect.RECONFIGURED, "to connect with other settings");
                    } else if (connected.isSuccess()) {
                        next.start();
                    } else {
                        lost(next, Disconnect.FAILED, Trouble.words(connected.cause()));
                    }
                });
    }
}
