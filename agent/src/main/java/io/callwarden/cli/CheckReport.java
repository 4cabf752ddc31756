package io.callwarden.cli;

import static io.callwarden.ami.AmiEventType.NEW_CHANNEL;
import static io.callwarden.ami.AmiEventType.NEW_EXTEN;
import static io.callwarden.ami.AmiEventType.NEW_STATE;
import static io.callwarden.ami.AmiEventType.RTCP_RECEIVED;
import static io.callwarden.ami.AmiEventType.RTCP_SENT;
import static io.callwarden.ami.AmiEventType.VAR_SET;

import io.callwarden.PbxInspection;
import io.callwarden.ami.EndpointFact;
import io.callwarden.ami.PbxFacts;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes down what was found on one PBX: {@code ok}, {@code note} for what would be better, {@code MISSING} for what is needed. */
final class CheckReport {
    /** The user that the agent needs, with the least rights. */
    static final String MANAGER_CONF = """

              Asterisk's manager.conf should hold, in [general]:
                enabled = yes
                timestampevents = yes
              and a user of its own for the agent:
                [callwarden]
                secret = (the same as in the configuration)
                deny = 0.0.0.0/0.0.0.0
                permit = (the address of this machine)/255.255.255.255
                read = system,call,agent,dialplan,reporting
                write = reporting
                writetimeout = 5000
              After a change: asterisk -rx "manager reload"
            """;

    /** Without these the agent cannot tell how calls stand after a time in which it did not hear the PBX. */
    private static final List<String> NEEDED = List.of("CoreShowChannels", "CoreStatus");

    /** So many endpoints by name in a note. */
    private static final int NAMED = 10;

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
        timestamps(pbx);
        qualified(facts);
        endpoints(pbx.endpoints());
        queues(pbx.queues());
        if (!complete) {
            out.println(MANAGER_CONF);
        }
    }

    private void clock(Duration ahead) {
        String words = "%d ms %s".formatted(Math.abs(ahead.toMillis()), ahead.isNegative() ? "behind" : "ahead of");
        if (ahead.abs().compareTo(CLOCKS_DIFFER) > 0) {
            note("the PBX's clock is " + words + " this machine's: let both be set by NTP");
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
                missing("may not ask " + notSeen);
            } else {
                note("may not ask " + notSeen);
            }
        }
    }

    /** Asterisk does not tell which events a user may read; that some come and others do not is the only sign. */
    private void events(PbxInspection pbx) {
        long calls = pbx.events(NEW_CHANNEL, NEW_STATE);
        long dialplan = pbx.events(VAR_SET, NEW_EXTEN);
        if (calls > 0 && dialplan == 0) {
            missing("events of calls come, but none of the dialplan: add \"dialplan\" to the user's read line");
        } else if (calls == 0 && dialplan > 0) {
            missing("events of the dialplan come, but none of calls: add \"call\" to the user's read line");
        } else if (calls > 0) {
            ok("events of calls and of the dialplan come");
        } else {
            note("no call was made while listening, so it is not known whether its events may be read;"
                    + " check with --listen 60 and make a call");
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
            note(
                    "no report of voice quality came; they come every 5 s of talk where \"reporting\" is in the user's read"
                            + " line: make a call of 10 s while check --listen 60 runs, or set voice-quality: false to do without");
        }
    }

    private void timestamps(PbxInspection pbx) {
        if (pbx.timestamps()) {
            ok("timestampevents is on: times are exact");
        } else if (pbx.events(NEW_CHANNEL, NEW_STATE, VAR_SET, NEW_EXTEN) > 0) {
            note("timestampevents is off: set timestampevents = yes in [general] of manager.conf, then run"
                    + " asterisk -rx \"manager reload\"; until then times are those at which events are read");
        } else {
            note("whether timestampevents is on is not known, as no event came");
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
            note("Asterisk does not ask " + names + rest
                    + " whether they are still there, so their loss is seen late or never: set qualify_frequency = 30"
                    + " in their [aor] (qualify = yes in sip.conf)");
        }
    }

    private void endpoints(List<PbxInspection.Endpoint> endpoints) {
        if (endpoints.isEmpty()) {
            note("no SIP endpoint can be seen: trunks and phones are told apart by context and name when they call");
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

    private void ok(String words) {
        out.println("  ok       " + words);
    }

    private void note(String words) {
        out.println("  note     " + words);
    }

    private void missing(String words) {
        complete = false;
        out.println("  MISSING  " + words);
    }
}
