package io.callwarden.setup;

import io.callwarden.config.Secret;
import java.util.List;

/**
 * The user as which the agent logs in.
 *
 * @param name of the section in manager.conf
 * @param permit addresses from which it may log in, such as {@code 127.0.0.1/255.255.255.255}
 * @param voice whether it may read how voice arrives
 * @param endpoints whether it may list endpoints, for which Asterisk asks rights to change much
 */
public record ManagerUser(String name, Secret secret, List<String> permit, boolean voice, boolean endpoints) {
    private static final String ADDRESS = "[0-9A-Fa-f.:]+(/[0-9A-Fa-f.:]+)?";
    /** What may stand behind {@code =} without being taken for a comment. */
    private static final String SECRET = "[\\x21-\\x7e&&[^;\\\\]]{8,128}";

    public ManagerUser {
        permit = List.copyOf(permit);
        for (String address : permit) {
            if (!address.matches(ADDRESS)) {
                throw new SetupException(
                        "--permit: must be an address or a network such as 10.0.0.5 or 10.0.0.0/24, found \"%s\""
                                .formatted(address));
            }
        }
        if (!secret.value().matches(SECRET)) {
            throw new SetupException(
                    "The secret that is there is shorter than 8 characters or has some that manager.conf cannot hold: use --new-secret");
        }
    }

    /** Classes of events that it may read. */
    String read() {
        return "system,call,agent,dialplan" + (voice ? ",reporting" : "");
    }

    /** Classes of actions that it may ask for. */
    String write() {
        return endpoints ? "system,reporting" : "reporting";
    }
}
