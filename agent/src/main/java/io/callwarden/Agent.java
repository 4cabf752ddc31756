package io.callwarden;

import io.callwarden.ami.AmiLink;
import io.callwarden.ami.LinkState;
import io.callwarden.call.CallListener;
import io.callwarden.call.CallRules;
import io.callwarden.employee.EmployeeBoard;
import io.callwarden.line.LineBoard;
import io.callwarden.mail.MailConfig;
import io.callwarden.metrics.CallMetrics;
import io.callwarden.metrics.CallbackMetrics;
import io.callwarden.metrics.ChannelMetrics;
import io.callwarden.metrics.EmployeeMetrics;
import io.callwarden.metrics.GapMetrics;
import io.callwarden.metrics.InProgressMetrics;
import io.callwarden.metrics.LineMetrics;
import io.callwarden.metrics.LinkMetrics;
import io.callwarden.metrics.LiveQueues;
import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.NoticeMetrics;
import io.callwarden.metrics.QueueMetrics;
import io.callwarden.metrics.RevenueMetrics;
import io.callwarden.metrics.StoreMetrics;
import io.callwarden.metrics.VoiceMetrics;
import io.callwarden.notify.Notifications;
import io.callwarden.notify.Receiver;
import io.callwarden.number.PhoneNumbers;
import io.callwarden.queue.QueueBoard;
import io.callwarden.queue.ServiceLevels;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.LiveTalks;
import io.callwarden.recovery.Recovery;
import io.callwarden.store.CallRecorder;
import io.callwarden.store.CallStore;
import io.callwarden.store.RecoveryClock;
import io.callwarden.store.Retention;
import io.callwarden.voice.VoiceWatch;
import io.callwarden.web.AgentState;
import io.callwarden.web.ControlToken;
import io.callwarden.web.OutboxDesk;
import io.callwarden.web.WebContent;
import io.callwarden.web.WebServer;
import io.callwarden.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the parts together and runs them, from construction to {@link #close()}. Every part starts at once and waits for nothing: a PBX
 * or a database that is away keeps none of the others from working.
 *
 * <pre>
 * Asterisk ─▶ AmiLink ─▶ CallTracker ─┬─▶ CallMetrics, GapMetrics ─▶ /metrics
 *             │                       ├─▶ QueueMetrics ─▶ /metrics
 *             │                       ├─▶ EmployeeBoard ─▶ EmployeeMetrics ─▶ /metrics
 *             │                       ├─▶ CallRecorder ─▶ CallStore ─▶ /api/calls
 *             │                       ├─▶ LiveTalks ──────────┤
 *             │                       │     RecoveryClock ────┘
 *             │                       └─▶ whoever else listens
 *             ├─▶ QueueBoard ─▶ QueueGauges ─▶ /metrics
 *             ├─▶ LineBoard ─▶ LineMetrics ─▶ /metrics
 *             └─▶ VoiceWatch ─▶ VoiceMetrics ─▶ /metrics
 * </pre>
 */
public final class Agent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<WatchedPbx> pbxs = new ArrayList<>();
    private final List<LiveQueues> liveQueues = new ArrayList<>();
    private final CompletableFuture<Void> storeOpened;
    private final CallRecorder recorder;
    private final RecoveryClock recoveryClock;
    private final Notifications notifications;
    private final WebServer web;

    /**
     * Starts everything.
     *
     * @param more is told of calls after the metrics and the store, on the threads of the PBXs
     * @throws RuntimeException if something cannot be had that will not come by itself, such as the port; nothing is left running
     */
    public Agent(Configuration config, Build build, Clock clock, CallListener more) {
        try {
            PhoneNumbers numbers = phoneNumbers(config);
            OwnPhones phones = new OwnPhones(config);
            Customers customers = FollowedCalls.customers(config, phones);
            LiveTalks talks = new LiveTalks(customers);
            Recovery recovery = new Recovery(customers, config.recovery().rules(), talks);
            Webhooks webhooks = open(new Webhooks(config.webhooks(), build.version(), clock));
            notifications = new Notifications(
                    receivers(webhooks, config.mail(), clock), customers, config.prices(), config.outbox(), clock);
            CallStore store =
                    open(CallStore.open(config.store(), recovery, notifications.announcer(), config.outbox(), clock));
            storeOpened = CompletableFuture.runAsync(store::prepare);
            recorder = open(new CallRecorder(store, config.store().backlog(), clock));
            recoveryClock = open(new RecoveryClock(store, clock));
            Retention retention = open(new Retention(
                    store, config.store().retentionDays(), config.outbox().keep(), clock));
            Metrics metrics = open(new Metrics(build.version(), build.revision()));
            StoreMetrics.register(metrics.registry(), recorder, retention);
            metrics.schemaInfo(store);
            if (config.store().jdbcUrl() == null) {
                StoreMetrics.registerFiles(metrics.registry(), config.store().dataDir());
            }

            for (PbxConfig pbx : config.pbxs()) {
                pbxs.add(open(watch(pbx, config, numbers, phones, metrics, talks, more, clock)));
            }
            callbacks(config, store, metrics.registry());
            NoticeMetrics.register(metrics.registry(), notifications.stats());
            recoveryClock.start();
            metrics.asteriskInfo(pbxs.stream().map(WatchedPbx::link).toList());
            metrics.queues(liveQueues);
            pbxs.forEach(WatchedPbx::start);

            open(notifications).start(store.outbox());
            WebContent content = new WebContent(
                    new State(),
                    store::forEach,
                    FollowedCalls.callbacks(config, store, customers, clock),
                    new OutboxDesk(store.outbox(), clock),
                    FollowedCalls.reports(config, store, clock),
                    config.recovery().zone(),
                    ControlToken.renew(config.store().dataDir()));
            web = open(new WebServer(config.web(), metrics, content, clock));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        log.info("Serving {}://{}:{}/", config.web().scheme(), config.web().host(), web.port());
    }

    private WatchedPbx watch(
            PbxConfig pbx,
            Configuration config,
            PhoneNumbers numbers,
            OwnPhones phones,
            Metrics metrics,
            LiveTalks talks,
            CallListener more,
            Clock clock) {
        QueueMetrics queueMetrics = new QueueMetrics(
                metrics.registry(),
                pbx.name(),
                new ServiceLevels(pbx.queues().targets(), config.calls().serviceLevel()),
                config.calls().shortAbandon(),
                config.metrics().maxQueues());
        LineMetrics lineMetrics = new LineMetrics(
                metrics,
                pbx.name(),
                config.metrics().maxExtensions(),
                config.metrics().maxTrunks());
        Lines lines = new Lines(pbx.lines());
        Boards boards = new Boards(
                new QueueBoard(queueMetrics, pbx.queues().wrapUps()),
                new LineBoard(lines.roles(), pbx.channelLimits(), lineMetrics),
                new EmployeeBoard(pbx.employees(), config.calls().names()),
                voice(pbx, config.voice(), metrics));
        CallListener listeners = new CallListeners(List.of(
                boards.queues(),
                queueMetrics,
                new CallMetrics(
                        metrics.registry(),
                        pbx.name(),
                        config.calls().serviceLevel().toSeconds()),
                new GapMetrics(metrics.registry(), pbx.name()),
                talks,
                recorder,
                boards.employees(),
                more));
        CallRules rules = config.calls().rules(numbers, pbx.employees());
        WatchedPbx watched = new WatchedPbx(pbx, lines, rules, listeners, boards, phones, clock);
        InstantSource pbxTime = watched.link().clock()::now;
        liveQueues.add(new LiveQueues(queueMetrics, boards.queues(), pbxTime));
        if (config.metrics().employees()) {
            EmployeeMetrics.register(
                    metrics,
                    pbx.name(),
                    boards.employees(),
                    pbxTime,
                    config.metrics().maxEmployees());
        }
        ChannelMetrics.register(metrics.registry(), pbx.name(), boards.lines());
        InProgressMetrics.register(metrics.registry(), pbx.name(), watched.inProgress());
        LinkMetrics.register(metrics.registry(), watched.link());
        return watched;
    }

    private void callbacks(Configuration config, CallStore store, MeterRegistry registry) {
        Duration target = config.recovery().rules().target();
        for (PbxConfig pbx : config.pbxs()) {
            store.onTaskNews(new CallbackMetrics(registry, pbx.name(), target, recoveryClock::open));
            if (config.prices() != null) {
                store.onTaskNews(new RevenueMetrics(registry, pbx.name(), config.prices(), recoveryClock::open));
            }
        }
    }

    /** Null where nobody wants to know. */
    private static VoiceWatch voice(PbxConfig pbx, VoiceConfig config, Metrics metrics) {
        if (!pbx.voiceQuality()) {
            log.info("Voice quality of {} is not read: pbxs.{}.voice-quality is false", pbx.name(), pbx.name());
            return null;
        }
        return new VoiceWatch(new VoiceMetrics(metrics, pbx.name(), config.poorMos()));
    }

    private static List<Receiver> receivers(Webhooks webhooks, MailConfig mail, Clock clock) {
        return Stream.concat(webhooks.receivers().stream(), mail.receivers(clock).stream())
                .toList();
    }

    private static PhoneNumbers phoneNumbers(Configuration config) {
        return new PhoneNumbers(
                config.calls().region().isEmpty() ? null : config.calls().region());
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    /**
     * Lets time pass for the calls of every PBX, for the call-backs and for those who are told, up to now by the clock; else that happens every few
     * seconds, or several times in each. Comes back when it has passed, though somebody may still be being told. For one who moves the clock himself.
     */
    public void letTimePass() {
        pbxs.forEach(WatchedPbx::letTimePass);
        recoveryClock.letTimePass();
        notifications.letTimePass();
    }

    /** The port of the web server. */
    public int webPort() {
        return web.port();
    }

    /** What keeps it from doing its work, one sentence each; empty when all is well. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (WatchedPbx pbx : pbxs) {
            LinkState state = pbx.link().state();
            if (state != LinkState.LISTENING) {
                missing.add("The calls of %s are not heard: the link to Asterisk at %s is %s."
                        .formatted(pbx.name(), pbx.address(), words(state)));
            }
        }
        String problem = recorder.stats().problem();
        if (problem != null) {
            missing.add("Calls are not being written: " + problem);
        } else if (!storeOpened.isDone()) {
            missing.add("Calls are not being written yet: the database is being opened.");
        }
        return missing;
    }

    private static String words(LinkState state) {
        return switch (state) {
            case CONNECTING -> "connecting";
            case LOGGING_IN -> "logging in";
            case SYNCHRONISING -> "asking for the state of the PBX";
            case LISTENING -> "listening";
            case WAITING -> "down, waiting for the next attempt";
            case CLOSED -> "closed";
        };
    }

    /** Stops everything, in the reverse order of its start; calls that ended are still written. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not stop cleanly: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }

    private final class State implements AgentState {
        @Override
        public List<String> missing() {
            return Agent.this.missing();
        }

        @Override
        public List<Pbx> pbxs() {
            return pbxs.stream().map(this::pbx).toList();
        }

        private Pbx pbx(WatchedPbx pbx) {
            AmiLink link = pbx.link();
            return new Pbx(pbx.name(), words(link.state()), pbx.inProgress().total());
        }
    }
}
