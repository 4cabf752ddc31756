package io.callwarden.setup;

import java.nio.file.Path;
import java.util.List;

/**
 * What the administrator wants.
 *
 * @param pbx name of the PBX in the agent's configuration
 * @param username of the manager user
 * @param permit from where the agent logs in; empty for this machine
 * @param voice whether the agent is to know how voice arrives
 * @param endpoints whether it may list endpoints, which takes the class system
 * @param timestamps whether to switch on timestampevents
 * @param version null where it is not known
 * @param secretFile where the agent finds the secret
 * @param newSecret whether to change a secret that is there
 * @param force whether to replace files that say something else
 */
public record SetupRequest(
        String pbx,
        String username,
        List<String> permit,
        boolean voice,
        boolean endpoints,
        boolean timestamps,
        AsteriskVersion version,
        Path secretFile,
        boolean newSecret,
        boolean force) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

    public SetupRequest {
        permit = List.copyOf(permit);
        if (!pbx.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
            throw new SetupException(
                    "NAME: must be 1 to 32 letters, digits, hyphens and underscores, such as hq, found \"%s\""
                            .formatted(pbx));
        }
        if (!username.matches(NAME) || username.equals("general")) {
            throw new SetupException(
                    "--username: must be 1 to 64 letters, digits, hyphens and underscores, and not \"general\", found \"%s\""
                            .formatted(username));
        }
    }
}
