package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Chooses what happens in each call of a busy day, and plays it with the phones that are free then. */
final class DayCalls {
    private static final Duration RINGS = Duration.ofSeconds(20);
    private static final Duration BUSY_AFTER = Duration.ofMillis(60);
    private static final int LATER_AT_MOST_SECONDS = 1_200;
    private static final int FEW_QUEUES = 2;
    private static final int KEYS = 9;
    private static final int FEW_PHONES = 20;

    private final BusyDay day;
    private final RandomGenerator random;
    private final Callers callers;
    private final Habits habits;
    private final Staff staff;
    private final Map<String, QueueDesk> desks = new LinkedHashMap<>();
    private final Talks talks;

    /**
     * @param later takes the calls that follow from one
     * @param known who calls and is called; empty for numbers that nobody knows
     */
    DayCalls(
            BusyDay day,
            Roster roster,
            RandomGenerator random,
            Consumer<LaterCall> later,
            Optional<? extends Callers> known) {
        this.day = day;
        this.staff = new Staff(roster);
        this.random = random;
        this.callers = known.isPresent() ? known.get() : new Passers(later);
        this.habits = day.habits();
        day.queues().forEach(plan -> desks.put(plan.name(), new QueueDesk(plan, staff, habits, random)));
        this.talks = new Talks(day, staff, random);
    }

    /** Somebody calls. */
    void arrives(ScriptedCall call, Instant at) {
        switch (drawKind()) {
            case INTERNAL -> internal(call, at);
            case OUTBOUND -> outbound(call, at, callers.called());
            case CLICK -> clicked(call, at);
            case QUEUE -> inbound(call, at, callers.calling(at), Kind.QUEUE);
            case MENU -> inbound(call, at, callers.calling(at), Kind.MENU);
            case PHONE -> inbound(call, at, callers.calling(at), Kind.PHONE);
            case GROUP -> inbound(call, at, callers.calling(at), Kind.GROUP);
            case HUNT -> inbound(call, at, callers.calling(at), Kind.HUNT);
            case FORWARDED -> inbound(call, at, callers.calling(at), Kind.FORWARDED);
            case CONFERENCE -> inbound(call, at, callers.calling(at), Kind.CONFERENCE);
            case REJECTED -> inbound(call, at, callers.calling(at), Kind.REJECTED);
        }
    }

    private Kind drawKind() {
        double all = 0;
        for (Kind kind : Kind.values()) {
            all += day.shares().getOrDefault(kind, 0.0);
        }
        double left = random.nextDouble() * all;
        for (Kind kind : Kind.values()) {
            left -= day.shares().getOrDefault(kind, 0.0);
            if (left < 0) {
                return kind;
            }
        }
        return Kind.QUEUE;
    }

    /** One that is up; if all are down, one of them, whose fault will be heard of. */
    private String trunk(Instant at) {
        List<String> up =
                day.trunks().stream().filter(trunk -> staff.isThere(trunk, at)).toList();
        return any(up.isEmpty() ? day.trunks() : up);
    }

    private Duration between(int fewest, int most) {
        return Duration.ofMillis(fewest * 1_000L + random.nextInt((most - fewest) * 1_000));
    }

    // ---- from outside

    private void inbound(ScriptedCall call, Instant at, String number, Kind kind) {
        call.from(trunk(at), number).givesUpAfter(habits.drawPatience(random));
        if (!day.profile().isOpen(at)) {
            call.to("7006").answers().plays("closed", Duration.ofSeconds(8)).hangsUp();
            return;
        }
        switch (kind) {
            case MENU -> menu(call.to("7005"));
            case PHONE -> phone(call, at);
            case GROUP -> group(call, at);
            case HUNT -> hunt(call);
            case FORWARDED -> forwarded(call, at);
            case CONFERENCE -> conference(call);
            case REJECTED -> call.toPlain("7017").isRejected();
            default -> queue(call);
        }
        callers.ended(call, number, kind);
    }

    private void queue(ScriptedCall call) {
        List<QueueDesk> all = List.copyOf(desks.values());
        QueueDesk desk = all.size() > FEW_QUEUES ? oneOfMany(all) : oneOfFew(all);
        call.to(desk.plan().did()).answers();
        waitAt(desk, call);
    }

    private QueueDesk oneOfFew(List<QueueDesk> all) {
        return all.get(random.nextInt(3) == 0 ? random.nextInt(all.size()) : 0);
    }

    /** The first ones are called more often. */
    private QueueDesk oneOfMany(List<QueueDesk> all) {
        double chance = random.nextDouble();
        return all.get((int) (all.size() * chance * chance));
    }

    private void menu(ScriptedCall call) {
        double chance = random.nextDouble();
        call.menu("ivr-main");
        if (chance < 0.12) {
            call.hangsUpInMenu("welcome", between(1, 8));
        } else if (chance < 0.16) {
            call.menuRunsOut("welcome", Duration.ofSeconds(8), Duration.ofSeconds(5));
        } else {
            List<QueueDesk> all = List.copyOf(desks.values());
            int key = random.nextInt(Math.min(KEYS, all.size()));
            call.hearsMenu("welcome", between(2, 9), Integer.toString(key + 1));
            waitAt(all.get(key), call);
        }
    }

    private void waitAt(QueueDesk desk, ScriptedCall call) {
        if (call.isOver()) {
            return;
        }
        if (desk.isFull(call.now())) {
            call.isRefusedBy(desk.visit(), "FULL").hangsUp();
            return;
        }
        call.queues(desk.visit());
        desk.waits(call.now());
        Optional<String> answering = call.talkingTo();
        if (talks.follow(call)) {
            answering.ifPresent(desk::served);
            return;
        }
        if (desk.plan().mailbox().isEmpty()) {
            call.hangsUp();
        } else {
            call.voicemail(desk.plan().mailbox(), between(3, 30));
        }
    }

    private void phone(ScriptedCall call, Instant at) {
        String extension = any(day.phones());
        Phone phone = reaction(extension, at);
        call.to("7004").dials(RINGS, phone);
        staff.rang(extension, call.now());
        if (!talks.follow(call)) {
            if (!staff.isThere(extension, at)) {
                call.hangsUp();
            }
            call.goesTo("vm-NOANSWER").voicemail("101", between(3, 40));
        }
    }

    private void group(ScriptedCall call, Instant at) {
        List<String> extensions = neighbours(0);
        Phone[] phones =
                extensions.stream().map(extension -> reaction(extension, at)).toArray(Phone[]::new);
        call.to("7003").dials(RINGS, phones);
        extensions.forEach(extension -> staff.rang(extension, call.now()));
        if (!talks.follow(call)) {
            call.hangsUp();
        }
    }

    /** Three phones beside each other: of few always the same, of many any. */
    private List<String> neighbours(int ofFew) {
        int all = day.phones().size();
        int first = all > FEW_PHONES ? random.nextInt(all - 3) : ofFew;
        return day.phones().subList(first, first + 3);
    }

    private void hunt(ScriptedCall call) {
        call.to("7007");
        for (String extension : neighbours(1)) {
            if (!call.isOver() && !call.isTalking()) {
                call.dials(Duration.ofSeconds(8), reaction(extension, call.now()));
                staff.rang(extension, call.now());
            }
        }
        if (!talks.follow(call)) {
            call.hangsUp();
        }
    }

    private void forwarded(ScriptedCall call, Instant at) {
        String extension = any(day.phones());
        Phone target = staff.isThere(extension, at)
                ? reaction(extension, at)
                : Phone.phone(extension).dead();
        call.to("7021").dials(RINGS, Phone.phone("140").forwardsTo(target));
        staff.rang(extension, call.now());
        if (!talks.follow(call)) {
            call.hangsUp();
        }
    }

    private void conference(ScriptedCall call) {
        call.toPlain("7016").answers();
        Optional<String> colleague = staff.anyFree(day.phones(), call.now(), random);
        if (colleague.isEmpty()) {
            call.waitsAloneIn("1", between(5, 40));
            return;
        }
        call.meets("1", colleague.get(), between(3, 30), between(60, 300));
        staff.talked(colleague.get(), call.now());
    }

    // ---- from inside

    private void internal(ScriptedCall call, Instant at) {
        String from = freePhone(at).orElse(null);
        String to = any(day.phones());
        if (from == null || from.equals(to)) {
            inbound(call, at, callers.calling(at), Kind.QUEUE);
            return;
        }
        call.fromPhone(from).givesUpAfter(habits.drawPatience(random)).to(to).dials(RINGS, reaction(to, at));
        staff.rang(to, call.now());
        if (!talks.follow(call)) {
            call.hangsUp();
        }
        staff.talked(from, call.now());
    }

    private void outbound(ScriptedCall call, Instant at, String number) {
        String from = freePhone(at).orElse(null);
        if (from == null) {
            inbound(call, at, callers.calling(at), Kind.QUEUE);
            return;
        }
        call.fromPhone(from).givesUpAfter(habits.drawPatience(random)).to("9" + number);
        dialOut(call, trunk(at), number);
        staff.talked(from, call.now());
    }

    private void clicked(ScriptedCall call, Instant at) {
        String from = freePhone(at).orElse(null);
        if (from == null) {
            inbound(call, at, callers.calling(at), Kind.QUEUE);
            return;
        }
        String number = callers.called();
        String trunk = trunk(at);
        Phone phone = Phone.phone(from);
        call.clicked(random.nextInt(8) == 0 ? phone : phone.answersAfter(between(1, 5)), "9", number, trunk);
        dialOut(call, trunk, number);
        staff.talked(from, call.now());
    }

    private void dialOut(ScriptedCall call, String trunk, String number) {
        Phone customer = Phone.phone(number).ringsAfter(between(1, 3));
        double chance = random.nextDouble();
        if (chance < 0.6) {
            customer = customer.answersAfter(between(4, 18));
        } else if (chance < 0.75) {
            customer = customer.isBusyAfter(between(1, 3)).silent();
        } else if (chance < 0.8) {
            customer = customer.failsAfter(between(1, 2)).silent();
        } else if (chance < 0.9) {
            customer = customer.isNotThereAfter(between(15, 25));
        }
        call.dialsOut(trunk, Duration.ofSeconds(30), customer);
        if (!talks.simply(call)) {
            call.hangsUp();
        }
    }

    private Optional<String> freePhone(Instant at) {
        return staff.anyFree(day.phones(), at, random);
    }

    private String any(List<String> extensions) {
        return extensions.get(random.nextInt(extensions.size()));
    }

    private Phone reaction(String extension, Instant at) {
        Phone phone = Phone.phone(extension);
        if (!staff.isThere(extension, at)) {
            return phone.unregistered();
        }
        if (!staff.isFree(extension, at)) {
            return phone.isBusyAfter(BUSY_AFTER).silent();
        }
        double chance = random.nextDouble();
        if (chance < habits.answers()) {
            return phone.answersAfter(habits.drawReaction(random));
        }
        return chance < habits.answers() + habits.declines() ? phone.declinesAfter(habits.drawReaction(random)) : phone;
    }

    // ---- afterwards

    /** Nobody knows them, and some call again or are called back soon after they were missed. */
    private final class Passers implements Callers {
        private final Consumer<LaterCall> later;

        Passers(Consumer<LaterCall> later) {
            this.later = later;
        }

        @Override
        public String calling(Instant at) {
            return called();
        }

        @Override
        public String called() {
            return "7926" + (1_000_000 + random.nextInt(9_000_000));
        }

        @Override
        public void ended(ScriptedCall call, String number, Kind kind) {
            if (!call.wasMissed()) {
                return;
            }
            double chance = random.nextDouble();
            Instant at = call.now().plusSeconds(30).plusMillis(random.nextInt(LATER_AT_MOST_SECONDS * 1_000));
            if (chance < habits.callsBack()) {
                later.accept(new LaterCall(at, number, back -> outbound(back, at, number)));
            } else if (chance < habits.callsBack() + habits.triesAgain()) {
                later.accept(new LaterCall(at, number, again -> inbound(again, at, number, kind)));
            }
        }
    }
}
