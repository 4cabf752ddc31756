package io.callwarden.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Who may come in, and as what: the commands of this machine by the control token, all others as the file of {@code http.web-config} and
 * {@code http.roles} say.
 */
final class Doors implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";
    private static final String COMMAND = "command";
    private static final String ROLES = "roles";
    private static final String USER = "user";

    /** A browser sends passwords by itself wherever a page of somebody else sends it; this it sends only for pages of ours. */
    static final String HEADER = "X-Callwarden-Command";

    private final ControlToken token;
    private final Supplier<Roles> roles;
    private final Handler<RoutingContext> others;

    Doors(ControlToken token, Supplier<Roles> roles, Handler<RoutingContext> others) {
        this.token = token;
        this.roles = roles;
        this.others = others;
    }

    @Override
    public void handle(RoutingContext context) {
        String header = context.request().getHeader("Authorization");
        if (header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.is(header.substring(SCHEME.length()).strip())) {
            context.put(COMMAND, true);
            context.next();
        } else {
            context.put(ROLES, roles.get());
            others.handle(context);
        }
    }

    /** Notes who came in by name and password. */
    static void known(RoutingContext context, String user) {
        context.put(USER, user);
    }

    /** As what he came in; a viewer where nobody noted it. */
    static Role role(RoutingContext context) {
        if (Boolean.TRUE.equals(context.get(COMMAND))) {
            return Role.ADMIN;
        }
        Roles roles = context.get(ROLES);
        return roles == null ? Role.VIEWER : roles.role(context.get(USER));
    }

    /**
     * Lets commands through and admins, and nobody else, whatever password he has. No browser can be talked into sending the token, nor into
     * sending the header for a page of somebody else.
     */
    static void commandsOnly(RoutingContext context) {
        boolean byToken = Boolean.TRUE.equals(context.get(COMMAND));
        boolean changes = context.request().method() == HttpMethod.POST;
        if (byToken
                || role(context).commands()
                        && (!changes || context.request().headers().contains(HEADER))) {
            context.next();
        } else if (role(context).commands()) {
            Answer.text(403, "Admins send the header %s: 1 with what changes something.\n".formatted(HEADER))
                    .send(context);
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"Callwarden commands\"");
            Answer.text(
                            401,
                            "Only commands of this machine are taken here, with the token in the file %s of data-dir, which the agent makes anew at each start, and users with the role admin.\n"
                                    .formatted(ControlToken.FILE))
                    .send(context);
        }
    }
}
