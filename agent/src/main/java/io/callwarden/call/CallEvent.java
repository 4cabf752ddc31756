package io.callwarden.call;

import java.time.Instant;

/** Something that happened to a call, in the words of the people who use the phones. */
public sealed interface CallEvent {
    /** When, by the PBX's clock. */
    Instant at();

    /** Hands the event to the method that {@code state} has for it. */
    CallState applyTo(CallState state);

    /** What a caller can hear before a person was asked for; a menu outranks an announcement. */
    enum Heard {
        NOTHING,
        ANNOUNCEMENT,
        MENU
    }

    /** A menu or an announcement is played to the caller. */
    record Played(Instant at, Heard what) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** Phones are dialled outside a queue. */
    record PhonesDialled(Instant at) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** The caller entered a queue. */
    record QueueJoined(Instant at, String queue) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** A queue did not take the caller in. */
    record QueueRefused(Instant at, String queue, QueueExit why) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** The caller is no longer in the queue; {@code unserved} when the PBX said that nobody had served him. */
    record QueueLeft(Instant at, boolean unserved) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** The dialplan says why the caller left the queue. */
    record QueueExitTold(Instant at, QueueExit why) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** A person and the other side are connected; {@code answer} tells since when the phone was lifted. */
    record Connected(Instant at, Answer answer) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** One side put the other on hold. */
    record Held(Instant at) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** The hold is over. */
    record Resumed(Instant at) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** The call was parked. */
    record Parked(Instant at) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** Voicemail took the call. */
    record VoicemailTook(Instant at) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** The caller entered a conference; whether anybody is there is another matter. */
    record ConferenceJoined(Instant at) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }

    /** The call is over. */
    record Finished(Instant at, EndedBy by) implements CallEvent {
        @Override
        public CallState applyTo(CallState state) {
            return state.on(this);
        }
    }
}
