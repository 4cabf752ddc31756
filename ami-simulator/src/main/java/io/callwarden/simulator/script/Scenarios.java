package io.callwarden.simulator.script;

import java.util.List;
import java.util.Map;

/**
 * One script for each kind of call, named like the recordings of real calls. The house has the phones 101 to 140, the trunks
 * {@code trunk-a} and {@code trunk-b}, and the queues of {@link #HOUSE}.
 */
public final class Scenarios {
    /** The queues of the house and who serves them. */
    public static final Setting HOUSE = Setting.of(Map.of(
            "sales",
            List.of(
                    Member.phone("Anna", "101"),
                    Member.phone("Boris", "102"),
                    Member.phone("Chen", "103"),
                    Member.phone("Dana", "104")),
            "support",
            List.of(Member.phone("Egor", "105"), Member.phone("Faye", "106")),
            "local",
            List.of(Member.throughLocal("Gleb", "111"), Member.throughLocal("Hana", "112")),
            "optim",
            List.of(Member.throughOptimisedLocal("Ivan", "113")),
            "vip",
            List.of(Member.phone("Jane", "114")),
            "full",
            List.of(Member.phone("Kira", "115")),
            "exitkey",
            List.of(Member.phone("Leo", "116"))));

    private static final ScenarioBook ALL = ScenarioBook.written();

    private Scenarios() {}

    public static List<String> names() {
        return ALL.names();
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static CallScript named(String name) {
        CallScript script = ALL.script(name).orElse(null);
        if (script == null) {
            throw new IllegalArgumentException("no scenario is named \"" + name + "\"; there are: " + names());
        }
        return script;
    }
}
