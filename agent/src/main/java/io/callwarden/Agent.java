package io.callwarden;

import io.callwarden.call.CallListener;
import io.callwarden.config.SettingValues;
import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.ReloadMetrics;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.LiveTalks;
import io.callwarden.recovery.Recovery;
import io.callwarden.store.CallStore;
import io.callwarden.store.UnusableDatabaseException;
import io.callwarden.web.ControlToken;
import io.callwarden.web.OutboxDesk;
import io.callwarden.web.PersonDesk;
import io.callwarden.web.WebConfig;
import io.callwarden.web.WebContent;
import io.callwarden.web.WebServer;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
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
 *
 * {@link PbxWatch} puts together who listens to a PBX, {@link KeptCalls} what is kept of it, {@link ToldOthers} who is told; {@link Reloading}
 * changes all that while it runs.
 */
public final class Agent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    private final OpenParts parts = new OpenParts();
    private final WatchedPbxs pbxs;
    private final ToldOthers others;
    private final KeptCalls calls;
    private final Condition condition;
    private final WebServer web;
    private final Reloading reloading;
    private volatile ReloadListener listener = ReloadListener.NOBODY;

    /**
     * Starts everything, with a configuration that stays.
     *
     * @param more is told of calls after the metrics and the store, on the threads of the PBXs
     * @throws RuntimeException if something cannot be had that will not come by itself, such as the port; nothing is left running
     */
    public Agent(Configuration config, Build build, Clock clock, CallListener more) {
        this(new ReadConfiguration(config, SettingValues.NONE), build, clock, more);
    }

    private Agent(ReadConfiguration fixed, Build build, Clock clock, CallListener more) {
        this(fixed, () -> fixed, build, clock, more);
    }

    /**
     * As the other, with a configuration that can be read anew.
     *
     * @param source reads it; throws {@link io.callwarden.config.ConfigException} where it has mistakes
     */
    public Agent(
            ReadConfiguration first, Supplier<ReadConfiguration> source, Build build, Clock clock, CallListener more) {
        RunningConfiguration config = new RunningConfiguration(first.configuration());
        try {
            OwnPhones phones = new OwnPhones(config);
            Customers customers = FollowedCalls.customers(config, phones);
            LiveTalks talks = new LiveTalks(customers);
            Recovery recovery =
                    new Recovery(customers, () -> config.get().recovery().rules(), talks);

            // Closed from the last to the first: who is told, the PBXs, who writes their calls, the store.
            Metrics metrics = parts.open(new Metrics(build.version(), build.revision()));
            others = new ToldOthers(config, customers, build.version(), metrics, clock, parts);
            calls = new KeptCalls(config, recovery, others.announcer(), clock, parts);
            Interruption interruption =
                    parts.open(new Interruption(first.configuration().store().dataDir(), clock));
            PbxWatch watch =
                    new PbxWatch(config, phones, metrics, talks, calls.recorder(), calls.neighbours(), more, clock);
            pbxs = parts.open(new WatchedPbxs(watch, first.configuration()));
            pbxs.all().forEach(pbx -> interruption.watch(pbx, calls.recorder()));
            CallbackMeters callbackMeters = calls.measure(metrics);
            metrics.asteriskInfo(pbxs::links);
            metrics.queues(pbxs::queues);

            calls.startClock();
            pbxs.start();
            interruption.begin(pbxs);
            others.start(calls.store().outbox());
            condition = new Condition(pbxs, calls);
            reloading = new Reloading(
                    first,
                    source,
                    config,
                    reloadedParts(config, callbackMeters),
                    new ReloadMetrics(metrics.registry(), clock.instant()),
                    clock);
            web = parts.open(
                    new WebServer(first.configuration().web(), metrics, content(config, customers, clock), clock));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        WebConfig served = first.configuration().web();
        ControlToken.publish(first.configuration().store().dataDir(), served.address(web.port()));
        log.info("Serving {}://{}:{}/", served.scheme(), served.host(), web.port());
    }

    /** All that can change while the agent runs; receivers come last, as what is opened to reach them would be left over by a later fault. */
    private List<ReloadedPart> reloadedParts(RunningConfiguration config, CallbackMeters callbackMeters) {
        return List.of(
                new ReloadedPart(
                        List.of(
                                "recovery.",
                                "store.retention-days",
                                "privacy.numbers-days",
                                "privacy.blind-intervals-days",
                                "notify.outbox.",
                                "backup.keep"),
                        ReloadedPart.NOTHING),
                new ReloadedPart(
                        List.of("backup.daily-at"),
                        next -> config.get().backup().canBecome(next.backup()),
                        ReloadedPart.NOTHING),
                new ReloadedPart(List.of("pbxs.", "names.", "calls.", "voice."), pbxs::prepare),
                new ReloadedPart(List.of("money.", "pbxs."), (next, change) -> callbackMeters::follow),
                new ReloadedPart(
                        List.of("http.web-config"),
                        next -> web.canBecome(next.web().protection()),
                        (next, change) -> () -> web.become(next.web().protection())),
                new ReloadedPart(
                        List.of("http.roles.", "privacy.mask-numbers"),
                        (next, change) -> () -> web.become(next.web().roles())),
                new ReloadedPart(List.of("log."), (next, change) -> () -> listener.log(next.log())),
                new ReloadedPart(List.of("notify.webhooks.", "notify.mail.", "notify.mails."), others::prepare));
    }

    private WebContent content(RunningConfiguration config, Customers customers, Clock clock) {
        CallStore store = calls.store();
        return new WebContent(
                condition,
                store::forEach,
                FollowedCalls.callbacks(config, store, customers, clock),
                new OutboxDesk(store.outbox(), clock),
                FollowedCalls.reports(config, store, clock),
                calls.backups(),
                new PersonDesk(store, customers, config.get().store().dataDir()),
                () -> config.get().recovery().zone(),
                this::reload,
                ControlToken.renew(config.get().store().dataDir()));
    }

    /** Tells {@code newListener} from now on when the configuration is read anew. */
    public void onReload(ReloadListener newListener) {
        listener = newListener;
    }

    /**
     * Reads the configuration anew and puts in effect what can be changed without a restart. Comes back when that is done; says in the log too what
     * became of it.
     *
     * @return one sentence each: what is in effect now, and what needs a restart
     * @throws io.callwarden.config.ConfigException with every mistake; then nothing has changed
     */
    public synchronized List<String> reload() {
        listener.begins();
        try {
            return reloading.run();
        } finally {
            listener.ends();
        }
    }

    /** Whether the setting takes effect at the next start only, whatever it becomes. */
    boolean needsRestart(String key) {
        return reloading.needsRestart(key);
    }

    /**
     * Lets time pass for the calls of every PBX, for the call-backs and for those who are told, up to now by the clock; else that happens every few
     * seconds, or several times in each. Comes back when it has passed, though somebody may still be being told. For one who moves the clock himself.
     */
    public void letTimePass() {
        pbxs.letTimePass();
        calls.letTimePass();
        others.letTimePass();
    }

    /** The port of the web server. */
    public int webPort() {
        return web.port();
    }

    /**
     * Ends in an exception where it was found out that calls can never be written as things are; a database that is merely away is
     * waited for.
     *
     * @throws UnusableDatabaseException if the database cannot be used as it is
     */
    public void checkStore() {
        calls.check();
    }

    /** Whether the database was opened, or it is known why it could not be; until then a start goes on. */
    public boolean started() {
        return calls.opened();
    }

    /** What does not get on though nothing outside holds it up: only a new start helps. Empty while all is well. */
    public List<String> stuck() {
        List<String> stuck = condition.stuck();
        if (web.sinceLastTick().compareTo(Condition.LONGEST_PAUSE) > 0) {
            stuck.add("the web server");
        }
        return stuck;
    }

    /** What keeps it from doing its work, one sentence each; empty when all is well. */
    public List<String> missing() {
        return condition.missing();
    }

    /** Stops everything, in the reverse order of its start; calls that ended are still written. */
    @Override
    public void close() {
        if (reloading != null) {
            reloading.stop();
        }
        parts.close();
    }
}
