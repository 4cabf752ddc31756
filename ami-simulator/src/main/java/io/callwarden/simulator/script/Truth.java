package io.callwarden.simulator.script;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a scripted call truly was, as the people in it lived it. The words are those of a call record: direction, outcome, stage and
 * so on in lower case.
 *
 * @param uniqueId the Uniqueid of the caller's channel, by which the record of this call can be found
 * @param direction {@code inbound}, {@code outbound} or {@code internal}
 * @param trunk empty for an internal call
 * @param did the number dialled
 * @param queue the last queue joined, or that refused the call
 * @param answeredBy the phone that a person answered with
 * @param rang the phones that rang, in order, each once a round
 * @param waited from when a person was first asked for; empty where nobody was
 * @param endedBy {@code caller}, {@code callee} or {@code pbx}
 * @param optional whether a record of it may be missing: nobody but the one who clicked was called
 * @param missed inbound, not answered, a person was asked for, and no short abandon
 */
public record Truth(
        String uniqueId,
        String direction,
        Optional<String> trunk,
        String caller,
        String did,
        String outcome,
        String stage,
        Optional<String> queue,
        Optional<String> answeredBy,
        List<String> rang,
        Optional<Duration> waited,
        Duration talked,
        Duration lasted,
        String endedBy,
        List<TrueTransfer> transfers,
        boolean optional,
        boolean missed) {

    public Truth {
        rang = List.copyOf(rang);
        transfers = List.copyOf(transfers);
    }

    /**
     * A transfer of the call.
     *
     * @param kind {@code blind} or {@code attended}
     * @param from the phone that gave the call away
     * @param to where it went
     * @param answered whether a person there talked with the caller
     */
    public record TrueTransfer(String kind, String from, String to, boolean answered) {}
}
