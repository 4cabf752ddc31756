package io.callwarden.recovery;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many customers wait to be reached, at one moment. Immutable.
 *
 * @param groups tasks that are alike in what figures tell apart; none twice
 */
public record OpenTasks(List<Group> groups) {
    /** Nobody waits. */
    public static final OpenTasks NONE = new OpenTasks(List.of());

    /**
     * Tasks that are alike.
     *
     * @param did null where not known
     * @param queue null where in none
     * @param state open, attempted or overdue
     * @param count 1 or more
     * @param oldest when the first of them was missed first
     */
    public record Group(String pbx, String did, String queue, TaskState state, long count, Instant oldest) {}

    public OpenTasks {
        groups = List.copyOf(groups);
    }

    /** How many customers missed on that PBX wait in that state. */
    public long count(String pbx, TaskState state) {
        return of(pbx).filter(group -> group.state() == state)
                .mapToLong(Group::count)
                .sum();
    }

    /** How many customers missed on that PBX wait. */
    public long count(String pbx) {
        return of(pbx).mapToLong(Group::count).sum();
    }

    /** When the one who waits longest on that PBX was missed; null where nobody waits. */
    public Instant oldest(String pbx) {
        return of(pbx).map(Group::oldest).min(Instant::compareTo).orElse(null);
    }

    /** The groups of one PBX. */
    public Stream<Group> of(String pbx) {
        return groups.stream().filter(group -> group.pbx().equals(pbx));
    }
}
