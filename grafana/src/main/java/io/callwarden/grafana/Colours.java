package io.callwarden.grafana;

import java.util.ArrayList;
import java.util.List;

/** One colour a word on all boards: what is good is green, what cost a caller is orange or red. */
final class Colours {
    static final List<FieldOverride> OUTCOMES = of(
            "answered", "green",
            "abandoned", "orange",
            "unanswered", "red",
            "busy", "purple",
            "unreachable", "dark-red",
            "voicemail", "blue",
            "rejected", "#8e8e8e",
            "unknown", "#5a5a5a");

    static final List<FieldOverride> QUEUE_EXITS = of(
            "answered", "green",
            "abandoned", "orange",
            "abandoned_short", "yellow",
            "timeout", "red",
            "left_by_key", "blue",
            "left_empty", "dark-red",
            "full", "purple",
            "empty", "dark-purple",
            "moved", "super-light-blue",
            "unknown", "#5a5a5a");

    static final List<FieldOverride> PEOPLE = of(
            "available", "green",
            "ringing", "yellow",
            "in_call", "blue",
            "wrapup", "purple",
            "paused", "orange",
            "unavailable", "red");

    static final List<FieldOverride> CALLS = of(
            "menu", "purple",
            "queued", "orange",
            "ringing", "yellow",
            "talking", "green",
            "held", "blue",
            "conference", "semi-dark-green",
            "parked", "dark-blue",
            "voicemail", "#8e8e8e");

    static final List<FieldOverride> RINGS = of("answered", "green", "no_answer", "orange", "declined", "red");

    static final List<FieldOverride> TRUNK_CALLS =
            of("answered", "green", "no_answer", "yellow", "busy", "orange", "congestion", "red", "failed", "dark-red");

    static final List<FieldOverride> REACHABILITY = of(
            "reachable", "green",
            "unreachable", "red",
            "registered", "green",
            "unregistered", "red",
            "unknown", "#5a5a5a");

    static final List<FieldOverride> CALLBACKS = of(
            "we called in time", "green",
            "called again in time", "semi-dark-green",
            "we called late", "yellow",
            "called again late", "dark-yellow",
            "never reached", "red",
            "closed by hand", "#8e8e8e");

    private Colours() {}

    private static List<FieldOverride> of(String... namesAndColours) {
        List<FieldOverride> colours = new ArrayList<>();
        for (int i = 0; i < namesAndColours.length; i += 2) {
            colours.add(FieldOverride.coloured(namesAndColours[i], namesAndColours[i + 1]));
        }
        return List.copyOf(colours);
    }
}
