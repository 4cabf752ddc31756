package io.callwarden.metrics;

import io.callwarden.ami.AmiEventType;
import io.callwarden.ami.AmiLink;
import io.callwarden.ami.AmiStats.Count;
import io.callwarden.ami.Disconnect;
import io.callwarden.ami.LinkState;
import io.callwarden.ami.PbxFacts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** The link to one PBX: whether it stands, what came over it, and what could not be read. */
public final class LinkMetrics {
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;

    private final MeterRegistry registry;
    private final AmiLink link;

    private LinkMetrics(MeterRegistry registry, AmiLink link) {
        this.registry = registry;
        this.link = link;
    }

    /** Registers the meters of one link. */
    public static void register(MeterRegistry registry, AmiLink link) {
        LinkMetrics metrics = new LinkMetrics(registry, link);
        metrics.state();
        metrics.stream();
        metrics.asterisk();
    }

    private void state() {
        gauge("callwarden.ami.connected", null, "Whether the agent is logged in now", LinkMetrics::connected);
        String connects = "callwarden.ami.connects";
        String help = "Attempts to connect and log in";
        counter(connects, null, help, Count.CONNECTS, "result", "ok");
        counter(connects, null, help, Count.REFUSED_LOGINS, "result", "refused");
        counter(connects, null, help, Count.FAILED_CONNECTS, "result", "failed");
        for (Disconnect reason : Disconnect.values()) {
            FunctionCounter.builder(
                            "callwarden.ami.disconnects",
                            link,
                            pbx -> pbx.stats().disconnects(reason))
                    .description("Connections that were lost after the login")
                    .tags("pbx", link.pbx(), "reason", reason.label())
                    .register(registry);
        }
        Timer pings = Buckets.ping()
                .description("How long Asterisk took to answer a ping")
                .tag("pbx", link.pbx())
                .register(registry);
        link.clock().onEachPing(pings::record);
    }

    private void stream() {
        for (AmiEventType type : AmiEventType.values()) {
            if (type != AmiEventType.NONE) {
                FunctionCounter.builder(
                                "callwarden.ami.events",
                                link,
                                pbx -> pbx.stats().events(type))
                        .description("Events read, used or not")
                        .tags("pbx", link.pbx(), "event", type.label())
                        .register(registry);
            }
        }
        counter("callwarden.ami.skipped.events", null, "Events of no use to anybody, skipped unread", Count.SKIPPED);
        counter(
                "callwarden.ami.unknown.events",
                null,
                "Events of a kind that this version of the agent does not know",
                Count.UNKNOWN_EVENTS);
        FunctionCounter.builder("callwarden.ami.malformed", link, LinkMetrics::malformed)
                .description("Lines and messages that could not be read")
                .tag("pbx", link.pbx())
                .register(registry);
        counter("callwarden.ami.read", "bytes", "Bytes read", Count.BYTES);
        gauge(
                "callwarden.ami.last.event.timestamp",
                "seconds",
                "When the last event was read; not a number before the first",
                pbx -> seconds(pbx.clock().lastEvent()));
        gauge(
                "callwarden.ami.event.lag",
                "seconds",
                "Longest time in the last minute from an event to its reading; not a number without timestampevents = yes in manager.conf",
                LinkMetrics::lag);
    }

    private void asterisk() {
        gauge(
                "callwarden.asterisk.start.timestamp",
                "seconds",
                "When Asterisk was started; not a number where it does not tell",
                pbx -> seconds(pbx.facts().map(PbxFacts::bootedAt).orElse(null)));
        gauge(
                "callwarden.asterisk.reload.timestamp",
                "seconds",
                "When Asterisk last read its configuration; not a number where it does not tell",
                pbx -> seconds(pbx.reloadedAt()));
    }

    private void gauge(String name, String unit, String help, ToDoubleFunction<AmiLink> value) {
        Gauge.builder(name, link, value)
                .description(help)
                .baseUnit(unit)
                .tag("pbx", link.pbx())
                .strongReference(true)
                .register(registry);
    }

    private void counter(String name, String unit, String help, Count what, String... labels) {
        FunctionCounter.builder(name, link, pbx -> pbx.stats().count(what))
                .description(help)
                .baseUnit(unit)
                .tag("pbx", link.pbx())
                .tags(labels)
                .register(registry);
    }

    private static double connected(AmiLink link) {
        LinkState state = link.state();
        return state == LinkState.LISTENING || state == LinkState.SYNCHRONISING ? 1 : 0;
    }

    private static double malformed(AmiLink link) {
        return link.stats().count(Count.MALFORMED_LINES)
                + link.stats().count(Count.BROKEN_MESSAGES)
                + link.stats().count(Count.OVERSIZED_MESSAGES)
                + link.stats().count(Count.TRUNCATED_MESSAGES);
    }

    private static double lag(AmiLink link) {
        return link.clock().stamped() ? link.clock().eventLag().toNanos() / NANOS : Double.NaN;
    }

    private static double seconds(Instant instant) {
        return instant == null ? Double.NaN : instant.toEpochMilli() / MILLIS;
    }
}
