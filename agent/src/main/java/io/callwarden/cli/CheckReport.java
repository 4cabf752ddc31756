package io.callwarden.cli;

import static io.callwarden.ami.AmiEventType.BRIDGE_ENTER;
import static io.callwarden.ami.AmiEventType.DIAL_BEGIN;
import static io.callwarden.ami.AmiEventType.FULLY_BOOTED;
import static io.callwarden.ami.AmiEventType.HANGUP;
import static io.callwarden.ami.AmiEventType.NEW_CHANNEL;
import static io.callwarden.ami.AmiEventType.NEW_EXTEN;
import static io.callwarden.ami.AmiEventType.NEW_STATE;
import static io.callwarden.ami.AmiEventType.RTCP_RECEIVED;
import static io.callwarden.ami.AmiEventType.RTCP_SENT;
import static io.callwarden.ami.AmiEventType.VAR_SET;

import io.callwarden.PbxInspection;
import io.callwarden.ami.EndpointFact;
import io.callwarden.ami.PbxFacts;
import io.callwarden.check.Finding;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes down what was found on one PBX: {@code ok}, {@code warn} for what would be better, {@code FAIL} for what is needed. */
final class CheckReport {
    /** Where a user with all that is needed comes from. */
    private static final String SETUP =
            "\n  A user with the least rights: \"callwarden setup\" on the PBX writes it and says what is left to do;"
                    + " by hand, its lines are read = system,call,agent,dialplan,reporting and write = reporting.\n";

    /** Without these the agent cannot tell how calls stand after a time in which it did not hear the PBX. */
    private static final List<String> NEEDED = List.of("CoreShowChannels", "CoreStatus");

    /** What a remedy brings along. */
    private static final String FAR_MORE =
            ", as callwarden setup --list-endpoints does; that class allows far more (setup --help), so say trunks and phones in"
                    + " the configuration where you can do without";

    /** So many endpoints by name in a note. */
    private static final int NAMED = 10;

    /** Of so many ended legs some were dialled or met another. */
    private static final int ENOUGH_CALLS = 10;

    /** Fewer say nothing about the rest. */
    private static final int ENOUGH_EVENTS = 50;

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    private final PrintWriter out;
    private boolean complete = true;

    CheckReport(PrintWriter out) {
        this.out = out;
    }

    /** Whether nothing needed was missing. */
    boolean complete() {
        return complete;
    }

    void print(PbxInspection pbx) {
        PbxFacts facts = pbx.facts();
        ok("logged in; Asterisk %s, manager interface %s, started %s"
                .formatted(
                        facts.asteriskVersion().isEmpty() ? "of an unknown version" : facts.asteriskVersion(),
                        facts.amiVersion(),
                        facts.bootedAt() == null
                                ? "at an unknown time"
                                : facts.bootedAt().truncatedTo(ChronoUnit.SECONDS)));
        clock(pbx.clockAhead());
        actions(facts);
        events(pbx);
        voice(pbx);
        unread(pbx.unread());
        timestamps(pbx);
        qualified(facts);
        endpoints(pbx.endpoints());
        queues(pbx.queues());
        if (!complete) {
            printSetup();
        }
    }

    /** Says where a user with all rights needed comes from. */
    void printSetup() {
        out.println(SETUP);
    }

    private void clock(Duration ahead) {
        String words = "%d ms %s".formatted(Math.abs(ahead.toMillis()), ahead.isNegative() ? "behind" : "ahead of");
        if (ahead.abs().compareTo(CLOCKS_DIFFER) > 0) {
            warn("the PBX's clock is " + words + " this machine's: let both be set by NTP");
        } else {
            ok("the PBX's clock is " + words + " this machine's");
        }
    }

    private void actions(PbxFacts facts) {
        if (facts.notSeen().isEmpty()) {
            ok("may ask for channels, queues, endpoints and device states");
        }
        for (String notSeen : facts.notSeen()) {
            if (NEEDED.stream().anyMatch(action -> notSeen.startsWith(action + ":"))) {
                fail("may not ask " + notSeen);
            } else {
                warn("may not ask " + notSeen + (notSeen.contains("add system to") ? FAR_MORE : ""));
            }
        }
    }

    /** Asterisk does not tell which events a user may read; that some come and others do not is the only sign. */
    private void events(PbxInspection pbx) {
        if (pbx.events(FULLY_BOOTED) > 0) {
            ok("events of the PBX itself come");
        } else {
            fail("events of the PBX itself do not come: add \"system\" to the user's read line;"
                    + " without them registrations and restarts are not seen");
        }
        long calls = pbx.events(NEW_CHANNEL, NEW_STATE);
        long dialplan = pbx.events(VAR_SET, NEW_EXTEN);
        if (calls > 0 && dialplan == 0) {
            fail("events of calls come, but none of the dialplan: add \"dialplan\" to the user's read line");
        } else if (calls == 0 && dialplan > 0) {
            fail("events of the dialplan come, but none of calls: add \"call\" to the user's read line");
        } else if (pbx.events(HANGUP) > 0 && calls == 0
                || pbx.events(HANGUP) > ENOUGH_CALLS && pbx.events(DIAL_BEGIN, BRIDGE_ENTER) == 0) {
            fail(
                    "calls end, but their beginning, dialling or bridges do not come: an eventfilter of the user, or disabledevents in manager.conf,"
                            + " cuts events that the agent needs; let \"callwarden setup\" write the filters");
        } else if (calls > 0) {
            ok("events of calls and of the dialplan come");
        } else {
            warn("no call was made while listening, so it is not known whether its events may be read;"
                    + " check with --listen 60 and make a call");
        }
    }

    /** With filters in force only a few events that nobody reads come: those for which there is no filter. */
    private void unread(PbxInspection.Share unread) {
        if (unread.all() < ENOUGH_EVENTS) {
            return;
        }
        String words =
                "of %d events %d were of kinds that the agent does not read".formatted(unread.all(), unread.part());
        if (unread.part() * 4 > unread.all()) {
            warn(words + ": event filters, as \"callwarden setup\" writes them, would spare Asterisk that");
        } else {
            ok(words);
        }
    }

    /** As with calls: only that such events come tells that they may be read. */
    private void voice(PbxInspection pbx) {
        if (!pbx.wantsVoiceQuality()) {
            return;
        }
        if (pbx.events(RTCP_SENT, RTCP_RECEIVED) > 0) {
            ok("reports of voice quality come");
        } else {
            warn(
                    "no report of voice quality came; they come every 5 s of talk where \"reporting\" is in the user's read"
                            + " line: make a call of 10 s while check --listen 60 runs, or set voice-quality: false to do without");
        }
    }

    private void timestamps(PbxInspection pbx) {
        if (pbx.timestamps()) {
            ok("timestampevents is on: times are exact");
        } else if (pbx.events(NEW_CHANNEL, NEW_STATE, VAR_SET, NEW_EXTEN) > 0) {
            warn("timestampevents is off: set timestampevents = yes in [general] of manager.conf, then run"
                    + " asterisk -rx \"manager reload\"; until then times are those at which events are read");
        } else {
            warn("whether timestampevents is on is not known, as no event came");
        }
    }

    private void qualified(PbxFacts facts) {
        List<String> unqualified = facts.endpoints().stream()
                .filter(EndpointFact::unqualified)
                .map(fact -> fact.tech() + "/" + fact.name())
                .toList();
        if (!unqualified.isEmpty()) {
            String names = String.join(", ", unqualified.subList(0, Math.min(NAMED, unqualified.size())));
            String rest = unqualified.size() > NAMED ? " and %d more".formatted(unqualified.size() - NAMED) : "";
            warn("Asterisk does not ask " + names + rest
                    + " whether they are still there, so their loss is seen late or never: set qualify_frequency = 30"
                    + " in their [aor] (qualify = yes in sip.conf)");
        }
    }

    private void endpoints(List<PbxInspection.Endpoint> endpoints) {
        if (endpoints.isEmpty()) {
            warn("no SIP endpoint can be seen: trunks and phones are told apart by context and name when they call");
            return;
        }
        out.println(
                "\n  Endpoints (correct with trunks, phones, trunk-contexts, phone-contexts in the configuration):");
        int width = endpoints.stream()
                .mapToInt(endpoint -> endpoint.device().length())
                .max()
                .orElse(0);
        for (PbxInspection.Endpoint endpoint : endpoints) {
            out.printf(
                    "    %-" + width + "s  %-5s  %s%n",
                    endpoint.device(),
                    endpoint.decision().role().label(),
                    endpoint.decision().why());
        }
    }

    private void queues(Map<String, List<String>> queues) {
        out.println(queues.isEmpty() ? "\n  No queues." : "\n  Queues:");
        queues.forEach((queue, members) ->
                out.printf("    %s: %s%n", queue, members.isEmpty() ? "no members" : String.join(", ", members)));
    }

    /** Writes each down as it is. */
    void print(List<Finding> findings) {
        for (Finding finding : findings) {
            switch (finding.level()) {
                case OK -> ok(finding.words());
                case WARN -> warn(finding.words());
                case FAIL -> fail(finding.words());
            }
        }
    }

    private void ok(String words) {
        out.println("  ok    " + words);
    }

    private void warn(String words) {
        out.println("  warn  " + words);
    }

    private void fail(String words) {
        complete = false;
        out.println("  FAIL  " + words);
    }
}
