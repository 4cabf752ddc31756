package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** One day of a {@link Roster}: shifts and pauses by the address of the member, outages by the name of the endpoint. */
final class RosterDay {
    private static final double QUIET_DAY = 0.5;
    private static final double SHIFT = 0.8;
    private static final Duration SHORTEST_OUTAGE = Duration.ofMinutes(1);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(15);

    private final Map<String, Spell> shifts = new LinkedHashMap<>();
    private final Map<String, List<Spell>> pauses = new LinkedHashMap<>();
    private final Map<String, List<Spell>> outages = new LinkedHashMap<>();
    private final SplittableRandom random;
    private final Instant opens;
    private final Instant closes;

    private RosterDay(BusyDay day, LocalDate date) {
        random = new SplittableRandom(day.seed() * 1_000_003 + date.toEpochDay());
        opens = date.atTime(day.profile().opens()).atZone(day.profile().zone()).toInstant();
        closes =
                date.atTime(day.profile().closes()).atZone(day.profile().zone()).toInstant();
    }

    static RosterDay of(BusyDay day, LocalDate date) {
        RosterDay made = new RosterDay(day, date);
        if (day.routine().shifts()) {
            boolean quiet = day.profile().weekdays().get(date.getDayOfWeek().getValue() - 1) < QUIET_DAY;
            Instant midnight =
                    date.atTime(LocalTime.MAX).atZone(day.profile().zone()).toInstant();
            made.drawShifts(members(day), quiet, day.routine().pauses(), midnight);
        }
        made.drawPhoneOutages(new ArrayList<>(phones(day)), day.routine().phoneOutages());
        made.drawTrunkOutages(day.trunks(), day.routine().trunkOutages());
        return made;
    }

    private static Set<String> members(BusyDay day) {
        Set<String> addresses = new LinkedHashSet<>();
        day.queues().forEach(queue -> queue.members().forEach(member -> addresses.add(member.address())));
        return addresses;
    }

    private static Set<String> phones(BusyDay day) {
        Set<String> phones = new LinkedHashSet<>(day.phones());
        day.queues().forEach(queue -> queue.members().forEach(member -> phones.add(member.extension())));
        return phones;
    }

    /** Every other member comes early, the rest stays late; on a quiet day one in three is there. */
    private void drawShifts(Set<String> members, boolean quiet, boolean withPauses, Instant midnight) {
        Duration open = Duration.between(opens, closes);
        Duration length = Duration.ofMillis((long) (open.toMillis() * SHIFT));
        int number = 0;
        for (String member : members) {
            boolean early = number % 2 == 0;
            boolean works = !quiet || number % 3 == 0;
            number++;
            Instant begins = (early ? opens.minusSeconds(300) : closes.minus(length)).plusMillis(upTo(600_000));
            Instant ends = begins.plus(length);
            if (works) {
                shifts.put(member, new Spell(begins, ends.isBefore(midnight) ? ends : midnight, ""));
                pauses.put(member, withPauses ? drawPauses(begins, length) : List.of());
            }
        }
    }

    /** Parts of the shift, far enough from each other never to meet. */
    private List<Spell> drawPauses(Instant begins, Duration shift) {
        List<Spell> drawn = new ArrayList<>();
        drawn.add(pause(begins, shift, 0.15, 0.02, "break"));
        drawn.add(pause(begins, shift, 0.38, 0.08, "lunch"));
        if (random.nextInt(5) == 0) {
            drawn.add(pause(begins, shift, 0.58, 0.05, "training"));
        }
        drawn.add(pause(begins, shift, 0.75, 0.02, "break"));
        return drawn;
    }

    private Spell pause(Instant begins, Duration shift, double earliest, double longest, String reason) {
        double after = earliest + random.nextDouble() * 0.08;
        double takes = longest * (0.5 + random.nextDouble() / 2);
        Instant from = begins.plusMillis((long) (shift.toMillis() * after));
        return new Spell(from, from.plusMillis((long) (shift.toMillis() * takes)), reason);
    }

    private void drawPhoneOutages(List<String> phones, double perDay) {
        for (int left = times(perDay); left > 0; left--) {
            Instant from = opens.plusMillis(upTo(Duration.between(opens, closes).toMillis()));
            String phone = phones.get(random.nextInt(phones.size()));
            outages.putIfAbsent(phone, List.of(new Spell(from, from.plus(outage(LONGEST_OUTAGE)), "")));
        }
    }

    /** One after the other. */
    private void drawTrunkOutages(List<String> trunks, double perDay) {
        int count = times(perDay);
        Duration each = Duration.between(opens, closes).dividedBy(Math.max(1, count));
        for (int i = 0; i < count; i++) {
            Instant from = opens.plus(each.multipliedBy(i)).plusMillis(upTo(each.toMillis() / 2));
            Duration most = each.dividedBy(3).compareTo(LONGEST_OUTAGE) < 0 ? each.dividedBy(3) : LONGEST_OUTAGE;
            outages.computeIfAbsent(trunks.get(random.nextInt(trunks.size())), trunk -> new ArrayList<>())
                    .add(new Spell(from, from.plus(outage(most)), ""));
        }
    }

    private Duration outage(Duration most) {
        Duration least = SHORTEST_OUTAGE.compareTo(most) < 0 ? SHORTEST_OUTAGE : most.dividedBy(2);
        return least.plusMillis(upTo(most.minus(least).toMillis()));
    }

    private int times(double perDay) {
        int whole = (int) perDay;
        return whole + (random.nextDouble() < perDay - whole ? 1 : 0);
    }

    private long upTo(long most) {
        return most <= 0 ? 0 : random.nextLong(most);
    }

    boolean serves(String member, Instant at) {
        Spell shift = shifts.get(member);
        return shift != null && shift.covers(at) && pauses.get(member).stream().noneMatch(pause -> pause.covers(at));
    }

    boolean isThere(String endpoint, Instant at) {
        return outages.getOrDefault(endpoint, List.of()).stream().noneMatch(outage -> outage.covers(at));
    }

    /** What happens on this day after a moment, and what was begun before it and lasts, told at that moment. */
    List<Duty> duties(Instant from) {
        List<Duty> duties = new ArrayList<>();
        shifts.forEach((who, shift) -> add(duties, shift, who, Duty.What.LOGS_IN, Duty.What.LOGS_OFF, from));
        pauses.forEach((who, spells) ->
                spells.forEach(spell -> add(duties, spell, who, Duty.What.PAUSES, Duty.What.GOES_ON, from)));
        outages.forEach((who, spells) -> spells.forEach(
                spell -> add(duties, spell, who, Duty.What.CANNOT_BE_REACHED, Duty.What.CAN_BE_REACHED, from)));
        return duties;
    }

    private static void add(List<Duty> duties, Spell spell, String who, Duty.What begin, Duty.What end, Instant from) {
        if (spell.until().isAfter(from)) {
            Instant told = spell.from().isBefore(from) ? from : spell.from();
            duties.add(new Duty(told, begin, who, spell.reason(), spell.from()));
            duties.add(new Duty(spell.until(), end, who, "", spell.until()));
        }
    }

    private record Spell(Instant from, Instant until, String reason) {
        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }
}
