package io.callwarden;

import io.callwarden.ami.PbxFacts;
import io.callwarden.call.LineRoles;
import io.callwarden.call.PbxSnapshot;
import io.callwarden.call.QueueMember;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The company's own phones, by extension: those with a configured name, and those that the PBXs tell of. Nobody on one of them is a customer.
 * Written by the threads of the PBXs, read by any.
 */
final class OwnPhones implements Predicate<String> {
    /** As many as {@link LineRoles} decides about; beyond it new ones are left out, as no PBX has so many. */
    private static final int MOST = 10_000;

    /** Those of the configuration. */
    private final Supplier<Set<String>> named;
    /** Those of the PBXs. */
    private final Set<String> learned = ConcurrentHashMap.newKeySet();

    OwnPhones(RunningConfiguration config) {
        named = config.made(OwnPhones::named, Function.identity());
    }

    private static Set<String> named(Configuration config) {
        Set<String> named = new HashSet<>(config.calls().names().keySet());
        config.pbxs().forEach(pbx -> named.addAll(pbx.employees().keySet()));
        return named;
    }

    @Override
    public boolean test(String number) {
        return learned.contains(number) || named.get().contains(number);
    }

    /** Takes over which endpoints of a PBX are phones. */
    void learn(PbxFacts facts, LineRoles roles) {
        facts.endpoints().forEach(endpoint -> learn(endpoint.tech(), endpoint.name(), endpoint.context(), roles));
        learn(facts.deviceStates().keySet(), roles);
    }

    /** Takes over which members of queues are phones. */
    void learn(PbxSnapshot snapshot, LineRoles roles) {
        learn(snapshot.members().stream().map(QueueMember::device).toList(), roles);
    }

    /** Of a Local channel one cannot tell whether it ends at a phone; a device without a technology is a queue or a conference. */
    private void learn(Collection<String> devices, LineRoles roles) {
        for (String device : devices) {
            int slash = device.indexOf('/');
            if (slash > 0 && !device.startsWith("Local/")) {
                learn(device.substring(0, slash), device.substring(slash + 1), "", roles);
            }
        }
    }

    private void learn(String technology, String endpoint, String context, LineRoles roles) {
        boolean phone = roles.decide(technology, endpoint, context).role() == LineRoles.Role.PHONE;
        if (phone && learned.size() < MOST) {
            learned.add(endpoint);
        }
    }
}
