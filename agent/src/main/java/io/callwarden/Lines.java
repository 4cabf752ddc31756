package io.callwarden;

import io.callwarden.ami.EndpointFact;
import io.callwarden.ami.PbxFacts;
import io.callwarden.call.LineRoles;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import java.util.Set;
import java.util.stream.Collectors;

/** Which lines of one PBX are trunks and which are phones, by the configuration and by what the PBX tells. The PBX's thread only. */
public final class Lines {
    private final LineRoles roles;
    private Set<String> trunks = Set.of();
    private Set<String> memberDevices = Set.of();

    public Lines(LineRoles.Rules rules) {
        roles = new LineRoles(rules);
    }

    /** What decides. */
    public LineRoles roles() {
        return roles;
    }

    /** Takes over where the calls of each endpoint start, and which register elsewhere or are known by their address. */
    public void learn(PbxFacts facts) {
        facts.endpoints()
                .forEach(endpoint -> roles.learnContext(endpoint.tech() + "/" + endpoint.name(), endpoint.context()));
        trunks = facts.endpoints().stream()
                .filter(endpoint -> endpoint.registersOutbound() || endpoint.identifiedByAddress())
                .map(EndpointFact::name)
                .collect(Collectors.toUnmodifiableSet());
        roles.learn(trunks, memberDevices);
    }

    /** Takes over which devices are members of queues. */
    public void learn(PbxSnapshot snapshot) {
        if (!snapshot.queuesTold()) {
            return;
        }
        memberDevices = snapshot.members().stream().map(QueueMember::device).collect(Collectors.toUnmodifiableSet());
        roles.learn(trunks, memberDevices);
    }
}
