package io.callwarden.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Who may come in: the commands of this machine by the control token, all others as the file of {@code http.web-config} says. */
final class Doors implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";
    private static final String COMMAND = "command";

    private final ControlToken token;
    private final Handler<RoutingContext> others;

    Doors(ControlToken token, Handler<RoutingContext> others) {
        this.token = token;
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
            others.handle(context);
        }
    }

    /** Lets commands through and nobody else, whatever password he has: no browser can be talked into sending the token. */
    static void commandsOnly(RoutingContext context) {
        if (Boolean.TRUE.equals(context.get(COMMAND))) {
            context.next();
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"Callwarden commands\"");
            Answer.text(
                            401,
                            "Only commands of this machine are taken here, with the token in the file %s of data-dir; the agent makes a new one at each start.\n"
                                    .formatted(ControlToken.FILE))
                    .send(context);
        }
    }
}
