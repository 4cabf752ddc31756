package io.callwarden.benchmark;

import io.callwarden.call.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** How many calls of each {@link CallMark} there are. */
final class Marks {
    private final Map<String, Integer> counts = new TreeMap<>();

    void add(Call call) {
        counts.merge(CallMark.of(call), 1, Integer::sum);
    }

    int calls() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    Marks times(int factor) {
        Marks product = new Marks();
        counts.forEach((mark, count) -> product.counts.put(mark, count * factor));
        return product;
    }

    /** Calls of these that are not among {@code others}. */
    int missingIn(Marks others) {
        return counts.entrySet().stream()
                .mapToInt(mark -> Math.max(0, mark.getValue() - others.counts.getOrDefault(mark.getKey(), 0)))
                .sum();
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        counts.forEach(
                (mark, count) -> text.append(count).append('\t').append(mark).append('\n'));
        Files.writeString(file, text);
    }

    static Marks read(Path file) throws IOException {
        Marks marks = new Marks();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 2);
            marks.counts.put(parts[1], Integer.parseInt(parts[0]));
        }
        return marks;
    }
}
