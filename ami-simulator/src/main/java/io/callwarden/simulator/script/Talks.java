package io.callwarden.simulator.script;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What people do once they talk on the busy day: mostly talk, sometimes hold, pass on or park the caller, and hang up. */
final class Talks {
    private final BusyDay day;
    private final Staff staff;
    private final RandomGenerator random;

    Talks(BusyDay day, Staff staff, RandomGenerator random) {
        this.day = day;
        this.staff = staff;
        this.random = random;
    }

    /** Plays the talk with a customer to its end; false if nobody talks and the call goes on. */
    boolean follow(ScriptedCall call) {
        if (!call.isTalking()) {
            return call.isOver();
        }
        Duration talk = day.habits().drawTalk(random);
        double chance = random.nextDouble();
        if (chance < day.habits().holds()) {
            call.talks(talk.dividedBy(2)).isHeldFor(Duration.ofSeconds(5 + random.nextInt(40)));
        } else if (chance < day.habits().holds() + day.habits().passesOn()) {
            passOn(call, talk.dividedBy(3));
            if (call.isOver()) {
                return true;
            }
        }
        call.talks(talk);
        return hangUp(call);
    }

    /** As {@link #follow}, and nobody is held or passed on. */
    boolean simply(ScriptedCall call) {
        if (!call.isTalking()) {
            return call.isOver();
        }
        call.talks(day.habits().drawTalk(random));
        return hangUp(call);
    }

    private boolean hangUp(ScriptedCall call) {
        String extension = call.talkingTo().orElseThrow();
        if (random.nextInt(5) < 3) {
            call.callerHangsUp();
        } else {
            call.otherSideHangsUp();
        }
        staff.talked(extension, call.now());
        return true;
    }

    private void passOn(ScriptedCall call, Duration before) {
        String first = call.talkingTo().orElseThrow();
        call.talks(before);
        Instant now = call.now();
        Optional<String> colleague = staff.anyFree(day.phones(), now, random).filter(other -> !other.equals(first));
        if (colleague.isEmpty() || call.isBehindLocal()) {
            return;
        }
        Phone answering = Phone.phone(colleague.get())
                .answersAfter(day.habits().drawReaction(random).plusSeconds(1));
        boolean nobodyComes = random.nextInt(5) == 0;
        Duration consults = Duration.ofSeconds(3 + random.nextInt(15));
        double chance = random.nextDouble();
        if (chance < 0.45) {
            call.isTransferredTo(nobodyComes ? Phone.phone(colleague.get()) : answering);
        } else if (chance < 0.7) {
            call.isTransferredAfterAsking(answering, consults);
        } else if (chance < 0.8) {
            call.isHandedToRinging(answering.answersAfter(Duration.ofSeconds(5)), Duration.ofSeconds(2));
        } else if (nobodyComes) {
            call.isParkedAndGivesUpAfter(consults);
        } else {
            call.isParkedUntilFetchedBy(Phone.phone(colleague.get()), consults);
        }
        staff.talked(first, call.now());
        staff.talked(colleague.get(), call.now());
    }
}
