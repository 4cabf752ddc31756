package io.callwarden.web;

import io.callwarden.config.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who has which role.
 *
 * @param of by the name of the user
 * @param others role of everybody else: users without one, and all where nobody is asked for a name
 */
public record Roles(Map<String, Role> of, Role others) {
    /** Everybody sees everything and nobody changes anything. */
    public static final Roles NONE = new Roles(Map.of(), Role.SUPERVISOR);

    private static final String KEY = "http.roles";

    /** Copies the map. */
    public Roles {
        of = Map.copyOf(of);
    }

    static Roles from(Settings settings, Protection protection) {
        Map<String, Role> roles = new LinkedHashMap<>();
        for (String user : settings.names(KEY, "")) {
            String key = KEY + "." + user;
            String role = settings.choice(key, "", "viewer", "supervisor", "admin");
            if (!role.isEmpty()) {
                roles.put(user, Role.valueOf(role.toUpperCase(Locale.ROOT)));
            }
            if (!protection.users().containsKey(user)) {
                settings.refuse(
                        key,
                        protection.file() == null
                                ? "needs http.web-config: without its basic_auth_users nobody is asked for a name"
                                : "must name one of basic_auth_users in " + protection.file());
            }
        }
        boolean mask = settings.truth("privacy.mask-numbers", false);
        return new Roles(roles, mask ? Role.VIEWER : Role.SUPERVISOR);
    }

    /** @param user null for somebody who was not asked for a name */
    Role role(String user) {
        return user == null ? others : of.getOrDefault(user, others);
    }
}
