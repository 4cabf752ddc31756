package io.callwarden.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out, and what a session wants to see. Called under the lock of {@link Pbx}. */
final class SessionActions {

    private static final Logger log = LoggerFactory.getLogger(SessionActions.class);

    private final Pbx pbx;

    SessionActions(Pbx pbx) {
        this.pbx = pbx;
    }

    List<AmiAction> actions() {
        return List.of(
                AmiAction.of("Login", "Login Manager.", this::login),
                AmiAction.of("Challenge", "Generate Challenge for MD5 Auth.", this::challenge),
                AmiAction.of("Logoff", "Logoff Manager.", this::logoff),
                AmiAction.of("Ping", "Keepalive command.", this::ping),
                AmiAction.of("Events", "Control Event Flow.", this::events),
                AmiAction.of(
                        "Filter",
                        "Dynamically add filters for the current manager session.",
                        this::filter,
                        PrivilegeClass.SYSTEM));
    }

    private void challenge(Action action, Session session, Reply reply) {
        if (!action.get("AuthType").equalsIgnoreCase("MD5")) {
            reply.error("Must specify AuthType");
            return;
        }
        if (session.challenge().isEmpty()) {
            session.challenge(Integer.toString(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE)));
        }
        reply.success().header("Challenge", session.challenge()).end();
    }

    private void login(Action action, Session session, Reply reply) {
        if (session.isLoggedIn()) {
            reply.success("Already authenticated");
            return;
        }
        Optional<ManagerUser> user =
                pbx.settings().user(action.get("Username")).filter(known -> proves(action, session, known));
        if (user.isEmpty()
                || !pbx.settings().allowMultipleLogin()
                        && pbx.isLoggedIn(user.get().name())) {
            log.warn(
                    "Refused the login of \"{}\" from {}",
                    action.get("Username"),
                    session.channel().remoteAddress());
            refuse(session, action);
            return;
        }
        session.login(user.get(), eventMask(action.get("Events"), PrivilegeClass.ALL));
        log.info("{} logged in", session);
        reply.success("Authentication accepted");
        if (session.sees(PrivilegeClass.SYSTEM.bit())) {
            fullyBooted(reply);
        }
        securityEvent(session, user.get());
    }

    private static boolean proves(Action action, Session session, ManagerUser user) {
        if (!action.get("AuthType").equalsIgnoreCase("MD5")) {
            return action.get("Secret").equals(user.secret());
        }
        return !session.challenge().isEmpty() && action.get("Key").equals(md5(session.challenge() + user.secret()));
    }

    private static String md5(String text) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Asterisk lets a second pass before it answers, and closes. */
    private void refuse(Session session, Action action) {
        Reply refusal = new Reply(action);
        refusal.error("Authentication failed");
        Duration delay = pbx.settings().failedLoginDelay();
        session.channel()
                .eventLoop()
                .schedule(
                        () -> {
                            synchronized (pbx) {
                                session.send(refusal.toString());
                                session.close();
                            }
                        },
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void fullyBooted(Reply reply) {
        long uptime = pbx.settings().now().getEpochSecond() - pbx.bootedAt().getEpochSecond();
        reply.header("Event", "FullyBooted").header("Privilege", "system,all");
        if (!pbx.settings().isOlderThanAmi3()) {
            reply.header("Uptime", Math.max(0, uptime)).header("LastReload", Math.max(0, uptime));
        }
        reply.header("Status", "Fully Booted").end();
    }

    /** Comes after the answer, and only to those who may see such things. */
    private void securityEvent(Session session, ManagerUser user) {
        String lines = "Severity: Informational\r\nService: AMI\r\nEventVersion: 1\r\nAccountID: " + user.name()
                + "\r\nUsingPassword: 0\r\n";
        session.channel().eventLoop().execute(() -> pbx.event("SuccessfulAuth", PrivilegeClass.SECURITY, lines));
    }

    private void logoff(Action action, Session session, Reply reply) {
        reply.header("Response", "Goodbye")
                .actionId()
                .header("Message", "Thanks for all the fish.")
                .end();
        log.info("{} logged off", session);
        session.channel().eventLoop().execute(() -> {
            synchronized (pbx) {
                session.close();
            }
        });
    }

    private void ping(Action action, Session session, Reply reply) {
        reply.success().header("Ping", "Pong");
        if (!pbx.settings().amiVersion().startsWith("1.0")) {
            reply.header("Timestamp", Timestamps.text(pbx.settings().nowMicros()));
        }
        reply.end();
    }

    private void events(Action action, Session session, Reply reply) {
        String mask = action.get("EventMask");
        if (mask.isEmpty()) {
            reply.error("Invalid event mask");
            return;
        }
        int events = eventMask(mask, 0);
        session.events(events);
        reply.success().header("Events", events == 0 ? "Off" : "On").end();
    }

    /** {@code on}, {@code off}, a number, or a list of classes, of which unknown ones count for nothing. */
    private static int eventMask(String mask, int fallback) {
        return switch (mask.toLowerCase(Locale.ROOT)) {
            case "" -> fallback;
            case "on", "yes", "true", "all" -> PrivilegeClass.ALL;
            case "off", "no", "false" -> 0;
            default -> mask.matches("[0-9]{1,9}") ? Integer.parseInt(mask) : PrivilegeClass.maskOfHeader(mask);
        };
    }

    private void filter(Action action, Session session, Reply reply) {
        if (!action.get("Operation").equalsIgnoreCase("Add")) {
            reply.error("Unknown operation");
            return;
        }
        String criteria = action.get("MatchCriteria");
        try {
            String filter = action.get("Filter");
            session.filters()
                    .add(criteria.isEmpty() ? EventFilter.classic(filter) : EventFilter.byCriteria(criteria, filter));
            reply.success("Success");
        } catch (EventFilter.BadFilter e) {
            reply.error(e.getMessage());
        }
    }
}
