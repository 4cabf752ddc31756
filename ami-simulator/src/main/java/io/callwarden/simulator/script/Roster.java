package io.callwarden.simulator.script;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Who is there when. Each day is drawn by itself, from the seed and its date, so that calls which are made up ahead can ask for a time that
 * has not come yet. Not thread-safe.
 */
final class Roster {
    private static final int DAYS_KEPT = 4;
    private static final int LONGEST_HOLIDAY = 14;

    private final BusyDay day;
    private final Instant from;
    private final Queue<Duty> upcoming = new ArrayDeque<>();
    private final Map<LocalDate, RosterDay> days = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, RosterDay> eldest) {
            return size() > DAYS_KEPT;
        }
    };
    private LocalDate lastTold;

    /** @param from what is so at this moment is told then */
    Roster(BusyDay day, Instant from) {
        this.day = day;
        this.from = from;
        this.lastTold = date(from).minusDays(1);
    }

    private boolean isEmpty() {
        return day.routine().equals(Routine.NONE);
    }

    /** Whether this member is logged in and does not pause. */
    boolean serves(Member member, Instant at) {
        return !day.routine().shifts() || on(date(at)).serves(member.address(), at);
    }

    /** Whether a phone or a trunk can be reached. */
    boolean isThere(String endpoint, Instant at) {
        return isEmpty() || on(date(at)).isThere(endpoint, at);
    }

    /** When something is to be told next; the end of time if never. */
    Instant next() {
        for (int looked = 0; upcoming.isEmpty() && !isEmpty() && looked < LONGEST_HOLIDAY; looked++) {
            lastTold = lastTold.plusDays(1);
            List<Duty> duties = new ArrayList<>(on(lastTold).duties(from));
            Collections.sort(duties);
            upcoming.addAll(duties);
        }
        return upcoming.isEmpty() ? Instant.MAX : upcoming.peek().at();
    }

    /** Takes what {@link #next} told the time of. */
    Duty take() {
        return upcoming.remove();
    }

    private LocalDate date(Instant at) {
        return at.atZone(day.profile().zone()).toLocalDate();
    }

    private RosterDay on(LocalDate date) {
        return days.computeIfAbsent(date, missing -> RosterDay.of(day, missing));
    }
}
