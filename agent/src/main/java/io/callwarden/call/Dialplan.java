package io.callwarden.call;

import io.callwarden.call.CallEvent.Heard;
import java.time.Instant;
import java.util.List;

/** Reads from the applications of the dialplan, and from the variables that they set, where a caller is. */
final class Dialplan {
    private final Switchboard board;
    private final Dialling dialling;
    private final Unreached unreached;

    Dialplan(Switchboard board, Dialling dialling) {
        this.board = board;
        this.dialling = dialling;
        this.unreached = new Unreached(board);
    }

    void started(Instant at, Leg leg, String context, String exten, String application, String data) {
        if (application.startsWith("App") && (application.startsWith("AppDial") || application.equals("AppQueue"))) {
            // A leg that is dialled shows what dials it; it runs no dialplan of its own.
            return;
        }
        if (at.isAfter(Instant.EPOCH)
                && at.equals(leg.applicationAt)
                && exten.equals(leg.exten)
                && application.equals(leg.application)
                && data.equals(leg.applicationData)) {
            return;
        }
        leg.applicationAt = at;
        boolean stale = leg.room != null || isRepeated(leg, exten, application, data);
        conclude(at, leg);
        leg.application = application;
        leg.applicationData = data;
        leg.exten = exten;
        begin(at, leg, context, exten);
        if (leg.call != null) {
            enter(at, leg, application, data, stale);
        }
    }

    /** What ran before on this leg is over. */
    void conclude(Instant at, Leg leg) {
        unreached.concluded(leg, "");
        if (!leg.knockingAt.isEmpty()) {
            refused(at, leg, QueueExit.UNKNOWN);
        }
    }

    /** After a blind transfer the new extension is announced with the application, and its data, that ran before. */
    private static boolean isRepeated(Leg leg, String exten, String application, String data) {
        return !exten.equals(leg.exten) && application.equals(leg.application) && data.equals(leg.applicationData);
    }

    private void begin(Instant at, Leg leg, String context, String exten) {
        if (leg.attempt != null) {
            leg.calling |= leg.upAt != null;
        } else if (leg.call == null && !leg.name.local()) {
            // Asterisk made it itself and did not say so, as old ways of dialling do; or its birth was not heard.
            boolean originated = leg.bornInSight;
            leg.calling = true;
            leg.bornExten = exten;
            leg.role = board.roles
                    .decide(leg.name.technology(), leg.name.endpoint(), context)
                    .role();
            board.open(leg, originated, at);
        }
        if (leg.call != null && leg.call.originated && leg.call.did.isEmpty() && leg == leg.call.root) {
            leg.call.did = exten;
        }
    }

    private void enter(Instant at, Leg leg, String application, String data, boolean stale) {
        OpenCall call = leg.call;
        switch (application) {
            case "Dial", "FollowMe" ->
                leg.dial = new Leg.RunningDial(
                        at, stale || !application.equals("Dial") ? List.of() : DialTarget.ofDialData(data), stale);
            case "Queue" -> leg.knockingAt = stale ? "" : firstArgument(data);
            case "VoiceMail", "Voicemail", "MiniVM", "MinivmRecord" -> {
                if (isForTheCaller(leg) && leg.softHangupAt == null) {
                    board.tell(call, new CallEvent.VoicemailTook(at));
                }
            }
            case "ConfBridge", "MeetMe" -> {
                if (leg == call.principal) {
                    board.tell(call, new CallEvent.ConferenceJoined(at));
                }
            }
            case "Busy", "Congestion", "Hangup" -> gaveUp(at, leg);
            default -> heard(at, leg, application);
        }
    }

    private static String firstArgument(String data) {
        int comma = data.indexOf(',');
        return (comma < 0 ? data : data.substring(0, comma)).trim();
    }

    /** The caller's own leg, or one that runs the dialplan for him behind a Local channel. */
    private static boolean isForTheCaller(Leg leg) {
        return leg == leg.call.principal || leg.name.local();
    }

    private void gaveUp(Instant at, Leg leg) {
        if (leg == leg.call.principal && leg.hangupRequestedAt == null && leg.softHangupAt == null) {
            leg.call.pbxGaveUp = true;
            board.note(leg.call, at, "the dialplan gives up (" + leg.application + ")");
        }
    }

    private void heard(Instant at, Leg leg, String application) {
        Heard what = heardFrom(application);
        if (what != Heard.NOTHING && leg == leg.call.principal && leg.call.isGoingOn()) {
            leg.call.partnerLeft = false;
            board.tell(leg.call, new CallEvent.Played(at, what));
        }
    }

    /** What the applications of Asterisk 13 to 23 play: those that wait for keys are menus. */
    private static Heard heardFrom(String application) {
        return switch (application) {
            case "BackGround",
                    "Background",
                    "WaitExten",
                    "Read",
                    "ReadExten",
                    "Directory",
                    "DISA",
                    "Authenticate",
                    "SpeechBackground",
                    "VMAuthenticate",
                    "Dictate",
                    "IVRDemo",
                    "BackgroundDetect",
                    "PrivacyManager",
                    "WaitForSilence" -> Heard.MENU;
            case "Playback",
                    "ControlPlayback",
                    "SayDigits",
                    "SayNumber",
                    "SayAlpha",
                    "SayPhonetic",
                    "SayUnixTime",
                    "DateTime",
                    "MP3Player",
                    "MusicOnHold",
                    "Milliwatt",
                    "PlayTones",
                    "Festival",
                    "Zapateller",
                    "ExternalIVR",
                    "Echo" -> Heard.ANNOUNCEMENT;
            default -> Heard.NOTHING;
        };
    }

    void variableSet(Instant at, Leg leg, String variable, String value) {
        switch (variable) {
            case "QUEUESTATUS" -> queueStatus(at, leg, value);
            case "DIALSTATUS" -> dialStatus(at, leg, value);
            case "FROM_DID" -> {
                if (leg.call != null && leg == leg.call.root && leg.call.didVariable.isEmpty()) {
                    leg.call.didVariable = value;
                }
            }
            case "EXTTOCALL", "DEXTEN" -> leg.intended = value;
            default -> {
                // Only the variables above are asked for.
            }
        }
    }

    private void dialStatus(Instant at, Leg leg, String value) {
        if (value.isEmpty()) {
            return;
        }
        if (leg.dial != null) {
            leg.intended = "";
            unreached.concluded(leg, value);
        } else {
            unreached.decidedWithoutDialling(leg, at, value);
        }
    }

    private void queueStatus(Instant at, Leg leg, String value) {
        switch (value) {
            case "FULL" -> refused(at, leg, QueueExit.REFUSED_FULL);
            case "JOINEMPTY", "JOINUNAVAIL" -> refused(at, leg, QueueExit.REFUSED_EMPTY);
            case "TIMEOUT" -> left(at, leg, QueueExit.TIMEOUT);
            case "LEAVEEMPTY", "LEAVEUNAVAIL" -> left(at, leg, QueueExit.EMPTY);
            case "WITHDRAW" -> left(at, leg, QueueExit.WITHDRAWN);
            default -> {
                // CONTINUE: an answered call came back to the dialplan.
            }
        }
    }

    private void refused(Instant at, Leg leg, QueueExit why) {
        String queue = leg.knockingAt;
        leg.knockingAt = "";
        if (!queue.isEmpty() && leg.call != null) {
            board.tell(leg.call, new CallEvent.QueueRefused(at, queue, why));
        }
    }

    private void left(Instant at, Leg leg, QueueExit why) {
        if (leg.call != null) {
            board.tell(leg.call, new CallEvent.QueueExitTold(at, why));
        }
    }

    void queueJoined(Instant at, Leg leg, String queue) {
        leg.knockingAt = "";
        leg.leavingUnserved = false;
        OpenCall call = dialling.callOf(at, leg);
        board.tell(call, new CallEvent.QueueJoined(at, queue));
    }

    void queueLeft(Instant at, Leg leg) {
        if (leg.call != null) {
            board.tell(leg.call, new CallEvent.QueueLeft(at, leg.leavingUnserved));
        }
        leg.leavingUnserved = false;
    }
}
