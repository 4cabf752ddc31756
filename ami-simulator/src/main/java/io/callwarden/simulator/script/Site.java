package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes up a call centre of a given size. */
final class Site {
    private static final int MOST_EMPLOYEES = 200;
    private static final int MOST_QUEUES = 50;
    private static final int MOST_TRUNKS = 20;
    private static final int MOST_EXTENSIONS = 500;
    private static final int FIRST_EMPLOYEE = 2001;
    private static final int FIRST_PHONE = 1001;
    private static final int FIRST_DID = 7101;
    private static final int QUEUES_OF_A_MEMBER = 3;

    private Site() {}

    static BusyDay of(long seed, int employees, int queues, int trunks, int extensions) {
        check("employees", employees, 1, MOST_EMPLOYEES);
        check("queues", queues, 1, Math.min(employees, MOST_QUEUES));
        check("trunks", trunks, 1, MOST_TRUNKS);
        check("extensions", extensions, employees + 4, MOST_EXTENSIONS);
        return new BusyDay(
                seed,
                120,
                DayProfile.OFFICE,
                Habits.ORDINARY,
                names("trunk-", 1, trunks),
                queues(employees, queues),
                names("", FIRST_PHONE, extensions - employees),
                BusyDay.firmShares(),
                Sound.UNREPORTED,
                Routine.NONE);
    }

    private static void check(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(what + ": must be " + least + " to " + most + ", found " + number);
        }
    }

    private static List<String> names(String prefix, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> prefix + number)
                .toList();
    }

    private static List<QueuePlan> queues(int employees, int queues) {
        List<List<Member>> members = new ArrayList<>();
        IntStream.range(0, queues).forEach(queue -> members.add(new ArrayList<>()));
        for (int i = 0; i < employees; i++) {
            Member member = Member.phone("Employee " + (i + 1), Integer.toString(FIRST_EMPLOYEE + i));
            for (int j = 0; j < Math.min(QUEUES_OF_A_MEMBER, queues); j++) {
                members.get((i + j * (1 + queues / QUEUES_OF_A_MEMBER)) % queues)
                        .add(member);
            }
        }
        List<QueuePlan> plans = new ArrayList<>();
        QueuePlan.Strategy[] strategies = QueuePlan.Strategy.values();
        for (int i = 0; i < queues; i++) {
            plans.add(new QueuePlan(
                    "queue-" + (i + 1),
                    Integer.toString(FIRST_DID + i),
                    members.get(i).stream().distinct().toList(),
                    strategies[i % strategies.length],
                    Duration.ofSeconds(120),
                    i % 2 == 0 ? "" : "500",
                    20,
                    Duration.ofSeconds(10)));
        }
        return plans;
    }
}
