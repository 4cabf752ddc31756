package io.callwarden.call;

import io.callwarden.call.CallEvent.Connected;
import io.callwarden.call.CallEvent.Finished;
import java.time.Instant;

/**
 * Where a call stands, seen from the caller. Immutable; {@link #after} makes the next state and knows no clock, no channel and no PBX.
 *
 * <pre>
 *              Played     PhonesD.  QueueJ.  QueueRef.   QueueLeft  ExitTold    Connected  Held  Resumed  Parked  Voicemail    Conference    Finished
 * InDialplan   InDialplan Ringing   Queued   InDialplan  -          -           Talking    -     -        InPark  InVoicemail  InConference  Ended
 * Ringing      InDialplan Ringing   Queued   InDialplan  -          -           Talking    -     -        InPark  InVoicemail  InConference  Ended
 * Queued       -          -         Queued   InDialplan  LeftQueue  InDialplan  Talking    -     -        InPark  InVoicemail  InConference  Ended
 * LeftQueue    InDialplan Ringing   Queued   InDialplan  -          InDialplan  Talking    -     -        InPark  InVoicemail  InConference  Ended
 * Talking      InDialplan Ringing   Queued   InDialplan  -          -           Talking    OnHold -       InPark  InVoicemail  InConference  Ended
 * OnHold       InDialplan Ringing   Queued   InDialplan  -          -           Talking    -     Talking  InPark  InVoicemail  InConference  Ended
 * InPark       -          Ringing   Queued   InDialplan  -          -           Talking    -     -        -       InVoicemail  InConference  Ended
 * InVoicemail  -          Ringing   Queued   InDialplan  -          -           Talking    -     -        InPark  -            InConference  Ended
 * InConference InDialplan Ringing   Queued   InDialplan  -          -           Talking    -     -        InPark  InVoicemail  -             Ended
 * Ended        -          -         -        -           -          -           -          -     -        -       -            -             -
 * </pre>
 *
 * A dash leaves the state as it is: what a connection heard only in part, or twice, is ordinary and no error. Queued stays Queued when
 * phones are dialled, since those are its members; Talking stays Talking when another person joins, and InVoicemail keeps a farewell
 * message from being taken for an announcement.
 */
public sealed interface CallState {
    /** What was lived through before now. */
    Journey journey();

    /** What a wallboard shows. */
    LiveState live();

    /** The journey, with this state's own share added, as {@code event} ends it. */
    default Journey leaving(CallEvent event) {
        return journey();
    }

    /** The state that follows; {@code this} where the event says nothing new. */
    default CallState after(CallEvent event) {
        return event.applyTo(this);
    }

    default CallState on(CallEvent.Played event) {
        return new InDialplan(leaving(event).heard(event.what()));
    }

    default CallState on(CallEvent.PhonesDialled event) {
        return new Ringing(leaving(event).asked(event.at(), Stage.RING));
    }

    default CallState on(CallEvent.QueueJoined event) {
        return new Queued(leaving(event).asked(event.at(), Stage.QUEUE), event.queue(), event.at());
    }

    default CallState on(CallEvent.QueueRefused event) {
        return new InDialplan(leaving(event).refused(event.at(), event.queue(), event.why()));
    }

    default CallState on(CallEvent.QueueLeft event) {
        return this;
    }

    default CallState on(CallEvent.QueueExitTold event) {
        return this;
    }

    default CallState on(Connected event) {
        return new Talking(leaving(event).answered(event.at(), event.answer()));
    }

    default CallState on(CallEvent.Held event) {
        return this;
    }

    default CallState on(CallEvent.Resumed event) {
        return this;
    }

    default CallState on(CallEvent.Parked event) {
        return new InPark(leaving(event).asked(event.at(), Stage.PARKED), event.at());
    }

    default CallState on(CallEvent.VoicemailTook event) {
        return new InVoicemail(leaving(event).tookByVoicemail(event.at()));
    }

    default CallState on(CallEvent.ConferenceJoined event) {
        return new InConference(leaving(event).asked(event.at(), Stage.CONFERENCE));
    }

    default CallState on(Finished event) {
        return new Ended(leaving(event), event.by(), this instanceof InVoicemail);
    }

    /** In the dialplan: nothing yet, an announcement, a menu, or between two places. */
    record InDialplan(Journey journey) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.MENU;
        }
    }

    /** Phones are being tried outside a queue. */
    record Ringing(Journey journey) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.RINGING;
        }

        @Override
        public CallState on(CallEvent.PhonesDialled event) {
            return this;
        }
    }

    /** Waiting in a queue. */
    record Queued(Journey journey, String queue, Instant since) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.QUEUED;
        }

        @Override
        public CallState on(CallEvent.Played event) {
            return this;
        }

        @Override
        public CallState on(CallEvent.PhonesDialled event) {
            return this;
        }

        @Override
        public CallState on(CallEvent.QueueJoined event) {
            return event.queue().equals(queue) ? this : CallState.super.on(event);
        }

        @Override
        public CallState on(CallEvent.QueueLeft event) {
            return new LeftQueue(journey, queue, since, event.at(), event.unserved());
        }

        @Override
        public CallState on(CallEvent.QueueExitTold event) {
            return new LeftQueue(journey, queue, since, event.at(), true).on(event);
        }

        @Override
        public Journey leaving(CallEvent event) {
            return new LeftQueue(journey, queue, since, event.at(), false).leaving(event);
        }
    }

    /** No longer in the queue; what comes next shows why. */
    record LeftQueue(Journey journey, String queue, Instant since, Instant left, boolean unserved)
            implements CallState {
        @Override
        public LiveState live() {
            return LiveState.QUEUED;
        }

        @Override
        public CallState on(CallEvent.QueueExitTold event) {
            return new InDialplan(closed(event.why()));
        }

        @Override
        public Journey leaving(CallEvent event) {
            if (event instanceof Connected) {
                return closed(QueueExit.ANSWERED);
            }
            if (event instanceof Finished finished) {
                return finished.by() == null ? unseen() : closed(exitAtEnd(finished.by()));
            }
            return closed(unserved ? QueueExit.TIMEOUT : QueueExit.KEY);
        }

        private QueueExit exitAtEnd(EndedBy by) {
            if (by == EndedBy.CALLER) {
                return QueueExit.ABANDONED;
            }
            return unserved ? QueueExit.TIMEOUT : QueueExit.WITHDRAWN;
        }

        private Journey closed(QueueExit exit) {
            return journey.visited(new QueueVisit(queue, since, Elapsed.between(since, left), exit));
        }

        private Journey unseen() {
            return journey.visited(new QueueVisit(queue, since, null, QueueExit.UNKNOWN));
        }
    }

    /** A person and the other side are connected. */
    record Talking(Journey journey) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.TALKING;
        }

        @Override
        public CallState on(Connected event) {
            return this;
        }

        @Override
        public CallState on(CallEvent.Held event) {
            return new OnHold(journey, event.at());
        }
    }

    /** Put on hold by a person. */
    record OnHold(Journey journey, Instant since) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.HELD;
        }

        @Override
        public CallState on(CallEvent.Resumed event) {
            return new Talking(leaving(event));
        }

        @Override
        public Journey leaving(CallEvent event) {
            return journey.heldFor(Elapsed.between(since, event.at()));
        }
    }

    /** Parked; music, and a place that somebody may fetch it from. */
    record InPark(Journey journey, Instant since) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.PARKED;
        }

        @Override
        public CallState on(CallEvent.Played event) {
            return this;
        }

        @Override
        public CallState on(CallEvent.Parked event) {
            return this;
        }

        @Override
        public Journey leaving(CallEvent event) {
            return journey.heldFor(Elapsed.between(since, event.at()));
        }
    }

    /** In voicemail, or hearing its farewell. */
    record InVoicemail(Journey journey) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.VOICEMAIL;
        }

        @Override
        public CallState on(CallEvent.Played event) {
            return this;
        }

        @Override
        public CallState on(CallEvent.VoicemailTook event) {
            return this;
        }
    }

    /** In a conference in which nobody else is yet. */
    record InConference(Journey journey) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.CONFERENCE;
        }

        @Override
        public CallState on(CallEvent.ConferenceJoined event) {
            return this;
        }
    }

    /**
     * Over.
     *
     * @param by who ended it, null where that was not seen
     * @param inVoicemail whether voicemail was the last to have it
     */
    record Ended(Journey journey, EndedBy by, boolean inVoicemail) implements CallState {
        @Override
        public LiveState live() {
            return LiveState.MENU;
        }

        @Override
        public CallState after(CallEvent event) {
            return this;
        }
    }
}
