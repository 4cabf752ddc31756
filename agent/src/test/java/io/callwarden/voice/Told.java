package io.callwarden.voice;

import io.callwarden.call.VoiceReport.HeardBy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a watch told, kept. */
public final class Told implements VoiceListener {
    public final List<String> lines = new ArrayList<>();
    public final List<Double> jitters = new ArrayList<>();
    public final List<Double> roundTrips = new ArrayList<>();
    public final List<LegQuality> ended = new ArrayList<>();
    public final Map<HeardBy, Long> packets = new EnumMap<>(HeardBy.class);
    public final Map<HeardBy, Long> lost = new EnumMap<>(HeardBy.class);
    private final Map<Use, Integer> reports = new EnumMap<>(Use.class);

    public int reports(Use use) {
        return reports.getOrDefault(use, 0);
    }

    @Override
    public void lineHeard(String line) {
        lines.add(line);
    }

    @Override
    public void received(HeardBy side, long sent, long missing) {
        packets.merge(side, sent, Long::sum);
        lost.merge(side, missing, Long::sum);
    }

    @Override
    public void jitter(double seconds) {
        jitters.add(seconds);
    }

    @Override
    public void roundTrip(double seconds) {
        roundTrips.add(seconds);
    }

    @Override
    public void reported(Use use) {
        reports.merge(use, 1, Integer::sum);
    }

    @Override
    public void legEnded(LegQuality quality) {
        ended.add(quality);
    }
}
