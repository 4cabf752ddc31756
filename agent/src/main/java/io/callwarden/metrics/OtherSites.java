package io.callwarden.metrics;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.TaskNews;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what this agent does to the missed customers of PBXs that other agents on the same database watch: a customer who was missed there
 * and called back from here is counted here, and nowhere else. Any thread.
 */
public final class OtherSites implements Consumer<List<TaskNews>> {
    /** Names come from a database that others write to. */
    static final int MOST = 200;

    private static final Logger log = LoggerFactory.getLogger(OtherSites.class);

    private final MeterRegistry registry;
    private final Set<String> own;
    private final Duration target;
    /** Null where no money is set. */
    private final Prices prices;

    private final Map<String, List<Consumer<List<TaskNews>>>> meters = new HashMap<>();
    private boolean full;

    /**
     * Registers nothing yet.
     *
     * @param own the PBXs that have meters already
     * @param target in which a customer is to be reached, a bound of the histograms
     * @param prices what customers are worth; null where that is not known
     */
    public OtherSites(MeterRegistry registry, Set<String> own, Duration target, Prices prices) {
        this.registry = registry;
        this.own = Set.copyOf(own);
        this.target = target;
        this.prices = prices;
    }

    /** Begins at 0 for every PBX whose customers wait, so that the first one who is reached is an increase. */
    public void expect(OpenTasks open) {
        open.groups().forEach(group -> metersOf(group.pbx()));
    }

    @Override
    public void accept(List<TaskNews> news) {
        news.stream()
                .map(each -> each.task().pbx())
                .distinct()
                .forEach(pbx -> metersOf(pbx).forEach(meter -> meter.accept(news)));
    }

    private synchronized List<Consumer<List<TaskNews>>> metersOf(String pbx) {
        if (own.contains(pbx)) {
            return List.of();
        }
        List<Consumer<List<TaskNews>>> known = meters.get(pbx);
        if (known != null) {
            return known;
        }
        if (meters.size() >= MOST) {
            complain();
            return List.of();
        }
        List<Consumer<List<TaskNews>>> made = prices == null
                ? List.of(new CallbackMetrics(registry, pbx, target))
                : List.of(new CallbackMetrics(registry, pbx, target), new RevenueMetrics(registry, pbx, prices));
        meters.put(pbx, made);
        return made;
    }

    private void complain() {
        if (!full) {
            full = true;
            log.warn(
                    "The database has customers of more than {} other PBXs; call-backs made here to those of the rest are recorded, but not counted",
                    MOST);
        }
    }
}
