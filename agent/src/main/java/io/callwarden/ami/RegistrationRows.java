package io.callwarden.ami;

import io.callwarden.call.LineSnapshot.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The registrations of a PBX with others, and the lines they are for, from Asterisk's lists. Event loop only. */
final class RegistrationRows {
    private static final String REGISTERED = "Registered";

    private final List<Registration> all = new ArrayList<>();
    private final Set<String> complete = new HashSet<>();

    List<Registration> all() {
        return all;
    }

    /** Technologies whose list was told. */
    Set<String> complete() {
        return complete;
    }

    /**
     * @param told whether {@code endpoints} are all there are; where they may not be asked for, the registration's own word must do
     * @param addresses of an endpoint
     */
    void addPjsip(AmiReply reply, boolean told, Collection<String> endpoints, Function<String, Set<String>> addresses) {
        if (reply.succeeded()) {
            complete.add("PJSIP");
        }
        for (AmiRow row : reply.rows()) {
            String server = row.text("ServerUri");
            String endpoint = told ? endpoint(row, server, endpoints, addresses) : ownWord(row);
            all.add(new Registration(
                    "PJSIP",
                    row.text("ClientUri"),
                    server,
                    endpoint.isEmpty() ? "" : "PJSIP/" + endpoint,
                    row.text("Status").equals(REGISTERED)));
        }
    }

    /** A registration names its endpoint where it has the option {@code line}; else it is named after it, or leads to the same host. */
    private static String endpoint(
            AmiRow row, String server, Collection<String> endpoints, Function<String, Set<String>> addresses) {
        for (String candidate : List.of(row.text("Endpoint"), row.text("ObjectName"), ownWord(row))) {
            if (endpoints.contains(candidate)) {
                return candidate;
            }
        }
        List<String> sameHost = endpoints.stream()
                .filter(each ->
                        addresses.apply(each).stream().anyMatch(uri -> host(uri).equals(host(server))))
                .toList();
        return sameHost.size() == 1 ? sameHost.get(0) : "";
    }

    private static String ownWord(AmiRow row) {
        String endpoint = row.text("Endpoint");
        return endpoint.isEmpty() ? row.text("ObjectName").replaceFirst("-reg-\\d+$", "") : endpoint;
    }

    /** chan_sip registers with a host, which may be the name of a peer, or a peer's address. */
    void addSip(AmiReply reply, Map<String, String> peersByAddress) {
        if (reply.succeeded()) {
            complete.add("SIP");
        }
        for (AmiRow row : reply.rows()) {
            String server = row.text("Host");
            String user = row.text("Username");
            String peer = peersByAddress.getOrDefault(server, peersByAddress.getOrDefault(user, ""));
            all.add(new Registration(
                    "SIP",
                    user,
                    server,
                    peer.isEmpty() ? "" : "SIP/" + peer,
                    row.text("State").equals(REGISTERED)));
        }
    }

    /** {@code provider.example} of {@code sip:user@provider.example:5060;transport=tcp}. */
    static String host(String uri) {
        String rest = uri.substring(uri.indexOf(':') + 1);
        rest = rest.substring(rest.indexOf('@') + 1);
        int end = 0;
        while (end < rest.length() && ":;?>".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(0, end);
    }
}
