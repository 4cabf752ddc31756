package io.callwarden.employee;

import static io.callwarden.employee.Office.at;
import static io.callwarden.employee.Office.member;
import static io.callwarden.employee.Office.paused;
import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.call.DeviceState;
import io.callwarden.call.QueueMember;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for everything that a PBX may say of its employees within a minute, however it comes. */
class EmployeeProperties {
    private static final int PHONES = 4;
    private static final String[] QUEUES = {"sales", "support"};
    private static final String[] REASONS = {"", "lunch", "training"};

    @Property(tries = 500)
    void orderDoesNotMatterForHowTheyStand(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int number) {
        List<Consumer<Office>> events = events(random, number);
        List<Consumer<Office>> mixed = new ArrayList<>(events);
        mixed.addAll(events.subList(0, number / 2));
        Collections.shuffle(mixed, random);

        assertThat(standing(heard(mixed))).isEqualTo(standing(heard(events)));
    }

    @Property(tries = 500)
    void doublingChangesNothing(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int number) {
        List<Consumer<Office>> events = events(random, number);
        List<Consumer<Office>> doubled = new ArrayList<>();
        events.forEach(event -> Collections.addAll(doubled, event, event));

        assertThat(all(heard(doubled))).isEqualTo(all(heard(events)));
    }

    @Property(tries = 500)
    void lossIsMadeGoodByASnapshot(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int number) {
        List<Consumer<Office>> events = events(random, number);
        List<Consumer<Office>> kept = new ArrayList<>(events);
        kept.removeIf(event -> random.nextInt(3) == 0);
        QueueMember[] members = {
            paused(anyone(0, "sales"), "lunch"), anyone(1, "sales"), anyone(1, "support"), anyone(2, "support")
        };
        Office whole = heard(events);
        Office damaged = heard(kept);
        whole.snapshot(61, members);
        damaged.snapshot(61, members);

        assertThat(labelled(damaged, "P0", "P1", "P2")).isEqualTo(labelled(whole, "P0", "P1", "P2"));
    }

    @Property(tries = 500)
    void countersNeverGoBackAndNeverCountATimeTwice(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int number) {
        List<Consumer<Office>> events = events(random, number);
        Collections.shuffle(events, random);
        Office office = new Office();
        office.snapshot(0);
        List<Double> before = List.of();
        int step = 0;
        for (Consumer<Office> event : events) {
            event.accept(office);
            double now = 50.0 * step++ / number;
            if (random.nextInt(8) == 0) {
                office.board.onLost(at(now));
                office.board.onBlind(office.blind(now, now + 1));
                office.snapshot(now + 1);
            }
            List<Double> counted = counted(office, 40 + random.nextInt(40));
            for (int i = 0; i < before.size(); i++) {
                assertThat(counted.get(i)).isGreaterThanOrEqualTo(before.get(i));
            }
            before = counted;
        }
    }

    private static List<Double> counted(Office office, double now) {
        List<Double> counted = new ArrayList<>();
        for (Employee employee : office.board.employees()) {
            counted.add(employee.loggedInSeconds(at(now)));
            for (String reason : REASONS) {
                counted.add(employee.pausedSeconds(reason.isEmpty() ? "none" : reason, at(now)));
            }
        }
        assertThat(counted).allSatisfy(seconds -> assertThat(seconds).isBetween(0.0, 80.0));
        return counted;
    }

    private static Office heard(List<Consumer<Office>> events) {
        Office office = new Office();
        office.snapshot(0, anyone(0, "sales"), anyone(1, "sales"), anyone(2, "sales"), anyone(3, "sales"));
        events.forEach(event -> event.accept(office));
        return office;
    }

    /** What holds at the end, for each phone. */
    private static List<String> standing(Office office) {
        return office.board.employees().stream()
                .map(employee -> employee.extension() + " " + employee.label() + " " + employee.state(at(60)) + " "
                        + employee.isLoggedIn() + " " + employee.pauseReason())
                .sorted()
                .toList();
    }

    private static List<String> all(Office office) {
        List<String> all = new ArrayList<>(standing(office));
        for (Employee employee : office.board.employees()) {
            all.add(employee.label() + " " + employee.loggedInSeconds(at(60)) + " " + employee.since(at(60)) + " "
                    + employee.pausedSeconds("lunch", at(60)));
        }
        return all;
    }

    private static List<String> labelled(Office office, String... labels) {
        List<String> some = new ArrayList<>();
        for (String label : labels) {
            Employee employee = office.employee(label);
            some.add(label + " " + employee.isLoggedIn() + " " + employee.pauseReason());
        }
        return some;
    }

    /** Each at a time of its own, in their order. */
    private static List<Consumer<Office>> events(Random random, int number) {
        List<Consumer<Office>> events = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            events.add(event(random, 1 + 50.0 * i / number));
        }
        return events;
    }

    private static Consumer<Office> event(Random random, double second) {
        int phone = random.nextInt(PHONES);
        QueueMember member = anyone(phone, QUEUES[random.nextInt(QUEUES.length)]);
        DeviceState state = DeviceState.of(random.nextInt(9));
        String reason = REASONS[random.nextInt(REASONS.length)];
        return switch (random.nextInt(5)) {
            case 0 -> office -> office.removed(second, member);
            case 1 -> office -> office.member(second, paused(member, reason));
            case 2 -> office -> office.member(second, member);
            default -> office -> office.device(second, "PJSIP/10" + phone, state);
        };
    }

    private static QueueMember anyone(int phone, String queue) {
        return member(queue, "P" + phone, "Local/10" + phone + "@agents/n", DeviceState.NOT_INUSE);
    }
}
