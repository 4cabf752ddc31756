package io.callwarden.metrics;

import io.callwarden.cost.Prices;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.TaskNews;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private final Supplier<Duration> target;
    private final Supplier<Prices> prices;
    private final Map<String, Meters> meters = new HashMap<>();
    private Set<String> own = Set.of();
    private String currency = "";
    private boolean full;

    /** @param revenue null where nothing is priced */
    private record Meters(CallbackMetrics callbacks, RevenueMetrics revenue) {
        Meters priced(RevenueMetrics other) {
            return new Meters(callbacks, other);
        }

        void accept(List<TaskNews> news) {
            callbacks.accept(news);
            if (revenue != null) {
                revenue.accept(news);
            }
        }
    }

    /**
     * Registers nothing yet.
     *
     * @param target in which a customer is to be reached, a bound of histograms that are made
     * @param prices in effect; null where no money is set
     */
    public OtherSites(MeterRegistry registry, Supplier<Duration> target, Supplier<Prices> prices) {
        this.registry = registry;
        this.target = target;
        this.prices = prices;
    }

    /**
     * Leaves these PBXs to others, who go on with the meters there are; and prices from now on in this currency.
     *
     * @param ownPbxs the PBXs that have meters of their own
     * @param newCurrency empty where nothing is priced
     */
    public synchronized void follow(Set<String> ownPbxs, String newCurrency) {
        own = Set.copyOf(ownPbxs);
        meters.keySet().removeAll(own);
        if (!newCurrency.equals(currency)) {
            currency = newCurrency;
            meters.replaceAll((pbx, made) -> made.priced(revenue(pbx, made)));
        }
    }

    /** Null where nothing is priced. */
    private RevenueMetrics revenue(String pbx, Meters before) {
        if (before.revenue() != null) {
            before.revenue().remove();
        }
        return currency.isEmpty() ? null : new RevenueMetrics(registry, pbx, currency, prices);
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
                .forEach(pbx -> metersOf(pbx).ifPresent(each -> each.accept(news)));
    }

    private synchronized Optional<Meters> metersOf(String pbx) {
        if (own.contains(pbx)) {
            return Optional.empty();
        }
        Meters known = meters.get(pbx);
        if (known != null) {
            return Optional.of(known);
        }
        if (meters.size() >= MOST) {
            complain();
            return Optional.empty();
        }
        Meters unpriced = new Meters(new CallbackMetrics(registry, pbx, target.get()), null);
        Meters made = unpriced.priced(revenue(pbx, unpriced));
        meters.put(pbx, made);
        return Optional.of(made);
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
