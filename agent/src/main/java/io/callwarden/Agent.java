package io.callwarden;

import io.callwarden.call.CallListener;
import io.callwarden.metrics.Metrics;
import io.callwarden.recovery.Customers;
import io.callwarden.recovery.LiveTalks;
import io.callwarden.recovery.Recovery;
import io.callwarden.store.CallStore;
import io.callwarden.store.UnusableDatabaseException;
import io.callwarden.web.ControlToken;
import io.callwarden.web.OutboxDesk;
import io.callwarden.web.PersonDesk;
import io.callwarden.web.WebContent;
import io.callwarden.web.WebServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
 * {@link PbxWatch} puts together who listens to a PBX, {@link KeptCalls} what is kept of it, {@link ToldOthers} who is told.
 */
public final class Agent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    private final OpenParts parts = new OpenParts();
    private final List<WatchedPbx> pbxs = new ArrayList<>();
    private final ToldOthers others;
    private final KeptCalls calls;
    private final Condition condition;
    private final WebServer web;

    /**
     * Starts everything.
     *
     * @param more is told of calls after the metrics and the store, on the threads of the PBXs
     * @throws RuntimeException if something cannot be had that will not come by itself, such as the port; nothing is left running
     */
    public Agent(Configuration config, Build build, Clock clock, CallListener more) {
        try {
            OwnPhones phones = new OwnPhones(config);
            Customers customers = FollowedCalls.customers(config, phones);
            LiveTalks talks = new LiveTalks(customers);
            Recovery recovery = new Recovery(customers, config.recovery().rules(), talks);

            // Closed from the last to the first: who is told, the PBXs, who writes their calls, the store.
            others = new ToldOthers(config, customers, build.version(), clock, parts);
            calls = new KeptCalls(config, recovery, others.announcer(), clock, parts);
            Metrics metrics = parts.open(new Metrics(build.version(), build.revision()));
            Interruption interruption =
                    parts.open(new Interruption(config.store().dataDir(), clock));
            PbxWatch watch = new PbxWatch(config, phones, metrics, calls.neighbours(), clock);
            for (PbxConfig pbx : config.pbxs()) {
                WatchedPbx watched = parts.open(watch.of(pbx, talks, calls.recorder(), more));
                interruption.watch(watched, calls.recorder());
                pbxs.add(watched);
            }
            calls.measure(metrics);
            others.measure(metrics);
            metrics.asteriskInfo(pbxs.stream().map(WatchedPbx::link).toList());
            metrics.queues(watch.liveQueues());

            calls.startClock();
            pbxs.forEach(WatchedPbx::start);
            interruption.begin(pbxs);
            others.start(calls.store().outbox());
            condition = new Condition(pbxs, calls);
            web = parts.open(new WebServer(config.web(), metrics, content(config, customers, clock), clock));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        log.info("Serving {}://{}:{}/", config.web().scheme(), config.web().host(), web.port());
    }

    private WebContent content(Configuration config, Customers customers, Clock clock) {
        CallStore store = calls.store();
        return new WebContent(
                condition,
                store::forEach,
                FollowedCalls.callbacks(config, store, customers, clock),
                new OutboxDesk(store.outbox(), clock),
                FollowedCalls.reports(config, store, clock),
                calls.backups(),
                new PersonDesk(store, customers, config.store().dataDir()),
                config.recovery().zone(),
                ControlToken.renew(config.store().dataDir()));
    }

    /**
     * Lets time pass for the calls of every PBX, for the call-backs and for those who are told, up to now by the clock; else that happens every few
     * seconds, or several times in each. Comes back when it has passed, though somebody may still be being told. For one who moves the clock himself.
     */
    public void letTimePass() {
        pbxs.forEach(WatchedPbx::letTimePass);
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
        parts.close();
    }
}
