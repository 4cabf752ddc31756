package io.callwarden.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What several runs of one client found. */
final class Medians {
    private final List<Map<String, Double>> runs = new ArrayList<>();

    void add(Map<String, Double> run) {
        runs.add(run);
    }

    double get(String name) {
        return median(
                runs.stream().map(run -> run.getOrDefault(name, Double.NaN)).toList());
    }

    double sum(String name) {
        return runs.stream()
                .mapToDouble(run -> run.getOrDefault(name, Double.NaN))
                .sum();
    }

    static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest value that so large a share of all does not exceed. */
    static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.max(0, Math.ceil(sorted.size() * share) - 1));
    }
}
