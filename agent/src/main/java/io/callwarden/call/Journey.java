package io.callwarden.call;

import io.callwarden.call.CallEvent.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call has lived through so far, whatever state it is in now. Immutable.
 *
 * @param startedAt the caller's channel appeared
 * @param heard the most that the dialplan played to the caller
 * @param askedAt a person was first asked for; null while nobody was
 * @param waited whether the caller was really taken on by a phone, a queue or voicemail, and not only refused by queues
 * @param place the last place of a person that it was in; null while nobody was asked for
 * @param voicemailAt voicemail first took it; null while it did not
 * @param answer who answered first; null while nobody did
 * @param visits queues joined and left, or that refused it
 * @param held sum of finished holds and parkings
 */
record Journey(
        Instant startedAt,
        Heard heard,
        Instant askedAt,
        boolean waited,
        Stage place,
        Instant voicemailAt,
        Answer answer,
        List<QueueVisit> visits,
        Duration held) {

    static Journey startingAt(Instant at) {
        return new Journey(at, Heard.NOTHING, null, false, null, null, null, List.of(), Duration.ZERO);
    }

    Journey heard(Heard what) {
        if (what.compareTo(heard) <= 0) {
            return this;
        }
        return new Journey(startedAt, what, askedAt, waited, place, voicemailAt, answer, visits, held);
    }

    /** A person is asked for at {@code where}. */
    Journey asked(Instant at, Stage where) {
        Instant asked = askedAt == null ? at : askedAt;
        return new Journey(startedAt, heard, asked, true, where, voicemailAt, answer, visits, held);
    }

    Journey refused(Instant at, String queue, QueueExit why) {
        Instant asked = askedAt == null ? at : askedAt;
        List<QueueVisit> more = plus(new QueueVisit(queue, at, Duration.ZERO, why));
        return new Journey(startedAt, heard, asked, waited, Stage.QUEUE, voicemailAt, answer, more, held);
    }

    Journey visited(QueueVisit visit) {
        return new Journey(startedAt, heard, askedAt, waited, place, voicemailAt, answer, plus(visit), held);
    }

    Journey tookByVoicemail(Instant at) {
        Journey asked = asked(at, Stage.VOICEMAIL);
        Instant first = voicemailAt == null ? at : voicemailAt;
        return new Journey(startedAt, heard, asked.askedAt, true, Stage.VOICEMAIL, first, answer, visits, held);
    }

    /** The first person stays the one who answered. One who had answered unseen was asked for at a time that is not known. */
    Journey answered(Instant at, Answer by) {
        if (answer != null) {
            return this;
        }
        Instant asked = askedAt == null && by.at() != null ? at : askedAt;
        Stage where = place == null ? Stage.RING : place;
        return new Journey(startedAt, heard, asked, true, where, voicemailAt, by, visits, held);
    }

    Journey heldFor(Duration more) {
        if (more.isNegative() || more.isZero()) {
            return this;
        }
        return new Journey(startedAt, heard, askedAt, waited, place, voicemailAt, answer, visits, held.plus(more));
    }

    /** How far it got, in the words of the record. */
    Stage stage() {
        if (place != null) {
            return place;
        }
        return switch (heard) {
            case MENU -> Stage.IVR;
            case ANNOUNCEMENT -> Stage.ANNOUNCEMENT;
            case NOTHING -> Stage.NONE;
        };
    }

    private List<QueueVisit> plus(QueueVisit visit) {
        List<QueueVisit> more = new ArrayList<>(visits.size() + 1);
        more.addAll(visits);
        more.add(visit);
        return List.copyOf(more);
    }
}
