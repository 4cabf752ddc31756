package io.callwarden;

import io.callwarden.metrics.CallbackMetrics;
import io.callwarden.metrics.Metrics;
import io.callwarden.metrics.OtherSites;
import io.callwarden.metrics.RevenueMetrics;
import io.callwarden.recovery.OpenTasks;
import io.callwarden.recovery.TaskNews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The meters of missed customers of every PBX that is watched, and of those of other agents. Told the news of the store on the thread that wrote it. */
final class CallbackMeters implements Consumer<List<TaskNews>> {
    private final RunningConfiguration config;
    private final Metrics metrics;
    private final Supplier<OpenTasks> open;
    private final Map<String, CallbackMetrics> callbacks = new LinkedHashMap<>();
    private final Map<String, RevenueMetrics> revenue = new LinkedHashMap<>();
    private final OtherSites others;
    private String currency = "";
    private volatile List<Consumer<List<TaskNews>>> told = List.of();

    /** @param open who waits, as it was counted last */
    CallbackMeters(RunningConfiguration config, Metrics metrics, Supplier<OpenTasks> open) {
        this.config = config;
        this.metrics = metrics;
        this.open = open;
        others = new OtherSites(
                metrics.registry(),
                () -> config.get().recovery().rules().target(),
                () -> config.get().prices());
        follow();
    }

    /** The meters are those of the configuration in effect; whose series went with their PBX are forgotten. */
    synchronized void follow() {
        Configuration now = config.get();
        Set<String> pbxs = now.pbxs().stream().map(PbxConfig::name).collect(Collectors.toSet());
        callbacks.keySet().retainAll(pbxs);
        revenue.keySet().retainAll(pbxs);
        String priced = now.prices() == null ? "" : now.prices().currency();
        if (!priced.equals(currency)) {
            revenue.values().forEach(RevenueMetrics::remove);
            revenue.clear();
            currency = priced;
        }
        others.follow(pbxs, currency);
        for (String pbx : pbxs) {
            callbacks.computeIfAbsent(
                    pbx,
                    name -> new CallbackMetrics(
                            metrics.registry(), name, now.recovery().rules().target(), open));
            if (!currency.isEmpty()) {
                revenue.computeIfAbsent(
                        pbx,
                        name -> new RevenueMetrics(
                                metrics.registry(),
                                name,
                                currency,
                                () -> config.get().prices(),
                                open));
            }
        }
        List<Consumer<List<TaskNews>>> all = new ArrayList<>(callbacks.values());
        all.addAll(revenue.values());
        all.add(others);
        told = List.copyOf(all);
    }

    /** Begins at 0 for every PBX of other agents whose customers wait. */
    void expect(OpenTasks counted) {
        others.expect(counted);
    }

    @Override
    public void accept(List<TaskNews> news) {
        told.forEach(each -> each.accept(news));
    }
}
