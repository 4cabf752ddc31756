package io.callwarden.call;

/** Plain words for what happens to a call. */
final class Telling {
    private Telling() {}

    /** What happened, and where the call stands after it. */
    static String of(CallEvent event, CallState after) {
        String what = of(event);
        return after instanceof CallState.Ended
                ? what
                : what + "; it is now " + after.live().label();
    }

    private static String of(CallEvent event) {
        if (event instanceof CallEvent.Played played) {
            return switch (played.what()) {
                case MENU -> "a menu is played";
                case ANNOUNCEMENT -> "an announcement is played";
                case NOTHING -> "the dialplan goes on";
            };
        }
        if (event instanceof CallEvent.PhonesDialled) {
            return "phones are dialled";
        }
        if (event instanceof CallEvent.QueueJoined joined) {
            return "it enters the queue " + joined.queue();
        }
        if (event instanceof CallEvent.QueueRefused refused) {
            return "the queue " + refused.queue() + " does not take it ("
                    + refused.why().label() + ")";
        }
        if (event instanceof CallEvent.QueueLeft left) {
            return left.unserved() ? "it leaves the queue unserved" : "it leaves the queue";
        }
        if (event instanceof CallEvent.QueueExitTold told) {
            return "the queue let it go: " + told.why().label();
        }
        if (event instanceof CallEvent.Connected connected) {
            return connected.answer().extension() + " and the other side are connected";
        }
        return ofTheRest(event);
    }

    private static String ofTheRest(CallEvent event) {
        if (event instanceof CallEvent.Held) {
            return "it is put on hold";
        }
        if (event instanceof CallEvent.Resumed) {
            return "the hold is over";
        }
        if (event instanceof CallEvent.Parked) {
            return "it is parked";
        }
        if (event instanceof CallEvent.VoicemailTook) {
            return "voicemail takes it";
        }
        if (event instanceof CallEvent.ConferenceJoined) {
            return "it enters a conference";
        }
        CallEvent.Finished finished = (CallEvent.Finished) event;
        return finished.by() == null
                ? "its end was not seen"
                : "it is over, ended by " + finished.by().label();
    }
}
