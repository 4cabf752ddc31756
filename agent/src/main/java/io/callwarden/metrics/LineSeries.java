package io.callwarden.metrics;

import io.callwarden.line.Line;
import io.callwarden.line.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The meters of one label and the lines behind it: one, but for {@code other}. Written by the PBX's thread, read by the scrape. */
final class LineSeries {
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<Runnable> removals = new ArrayList<>();

    List<Line> lines() {
        return lines;
    }

    void add(Line line) {
        lines.add(line);
    }

    /** True when none is left. */
    boolean remove(Line line) {
        return lines.remove(line) && lines.isEmpty();
    }

    /** @param removal takes one of its meters out again */
    void keep(Runnable removal) {
        removals.add(removal);
    }

    void unregister() {
        removals.forEach(Runnable::run);
    }

    /** 1 while all are reachable that are known to be anything, 0 when one is not. */
    double worst(Function<Line, Reachability> state) {
        double worst = Double.NaN;
        for (Line line : lines) {
            switch (state.apply(line)) {
                case UNREACHABLE -> {
                    return 0;
                }
                case REACHABLE -> worst = 1;
                case UNKNOWN -> {
                    // Says nothing about the others.
                }
            }
        }
        return worst;
    }

    double sum(ToIntFunction<Line> figure) {
        int sum = 0;
        for (Line line : lines) {
            sum += figure.applyAsInt(line);
        }
        return sum;
    }
}
