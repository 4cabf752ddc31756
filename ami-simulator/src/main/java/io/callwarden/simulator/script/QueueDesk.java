package io.callwarden.simulator.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The members of one queue of the busy day: whom it rings next, and who waits. */
final class QueueDesk implements Rounds {
    private final QueuePlan plan;
    private final Staff staff;
    private final Habits habits;
    private final RandomGenerator random;
    private final List<Instant> waitUntil = new ArrayList<>();
    private final Map<String, Instant> wrapsUpUntil = new HashMap<>();
    private int nextMember;

    QueueDesk(QueuePlan plan, Staff staff, Habits habits, RandomGenerator random) {
        this.plan = plan;
        this.staff = staff;
        this.habits = habits;
        this.random = random;
    }

    QueuePlan plan() {
        return plan;
    }

    boolean isFull(Instant at) {
        waitUntil.removeIf(until -> !until.isAfter(at));
        return waitUntil.size() >= plan.maxCallers();
    }

    /** Somebody who called before all later ones waits until then. */
    void waits(Instant until) {
        waitUntil.add(until);
    }

    QueueVisit visit() {
        QueueVisit visit = QueueVisit.in(plan.name()).upTo(plan.timeout());
        return plan.strategy() == QueuePlan.Strategy.RINGALL ? visit.ringingAll(this) : visit.ringing(this);
    }

    @Override
    public List<Phone> next(Instant now, int position) {
        List<Member> free =
                plan.members().stream().filter(member -> mayBeRung(member, now)).toList();
        if (free.isEmpty()) {
            return List.of();
        }
        List<Member> chosen =
                switch (plan.strategy()) {
                    case RINGALL -> free;
                    case RRMEMORY -> List.of(nextAfterLast(free));
                    case LEASTRECENT -> List.of(longestFree(free));
                };
        chosen.forEach(member -> staff.busy(member.extension(), Instant.MAX));
        return chosen.stream().map(this::reaction).toList();
    }

    private boolean mayBeRung(Member member, Instant at) {
        return staff.isFree(member.extension(), at)
                && staff.serves(member, at)
                && !wrapsUpUntil.getOrDefault(member.extension(), Instant.MIN).isAfter(at);
    }

    /** Whoever talked with this queue's caller, and does not any more, writes up what he wanted. */
    void served(String extension) {
        Instant since = staff.freeSince(extension);
        if (since.isBefore(Instant.MAX)) {
            wrapsUpUntil.put(extension, since.plus(plan.wrapUp()));
        }
    }

    private Member nextAfterLast(List<Member> free) {
        for (int i = 0; i < plan.members().size(); i++) {
            Member member = plan.members().get((nextMember + i) % plan.members().size());
            if (free.contains(member)) {
                nextMember = (nextMember + i + 1) % plan.members().size();
                return member;
            }
        }
        throw new IllegalStateException("none of the free is a member of queue " + plan.name());
    }

    private Member longestFree(List<Member> free) {
        return free.stream()
                .min(Comparator.comparing(member -> staff.freeSince(member.extension())))
                .orElseThrow();
    }

    private Phone reaction(Member member) {
        Phone phone = Phone.phone(member.extension());
        double chance = random.nextDouble();
        if (chance < habits.answers()) {
            return phone.answersAfter(habits.drawReaction(random));
        }
        return chance < habits.answers() + habits.declines()
                ? phone.declinesAfter(habits.drawReaction(random))
                : phone.ignores();
    }

    @Override
    public void released(String extension, Instant at) {
        staff.busy(extension, at);
    }
}
