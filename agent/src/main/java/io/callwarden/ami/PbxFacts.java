package io.callwarden.ami;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a PBX said about itself after login.
 *
 * @param amiVersion of the banner, such as {@code 11.0.0}
 * @param asteriskVersion such as {@code 22.10.0}; empty where it may not be asked
 * @param systemName of asterisk.conf, which stands before every unique id; usually empty
 * @param bootedAt when it was started; null where that is not known
 * @param endpoints every SIP endpoint that may be seen
 * @param deviceStates state of every device that may be seen, such as {@code PJSIP/101} to {@code NOT_INUSE}
 * @param notSeen what could not be asked, and why, in words for the administrator
 */
public record PbxFacts(
        String amiVersion,
        String asteriskVersion,
        String systemName,
        Instant bootedAt,
        List<EndpointFact> endpoints,
        Map<String, String> deviceStates,
        List<String> notSeen) {
    public PbxFacts {
        endpoints = List.copyOf(endpoints);
        deviceStates = Map.copyOf(deviceStates);
        notSeen = List.copyOf(notSeen);
    }
}
