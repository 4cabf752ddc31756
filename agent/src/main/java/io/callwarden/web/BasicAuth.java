package io.callwarden.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.callwarden.config.Secret;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets in whoever knows a password. A bcrypt hash takes long to check on purpose: what was checked is remembered, what was not is checked
 * one at a time off the event loop, with a pause three times as long after each, and only a few may wait. So whoever tries
 * passwords costs a quarter of one core at most, and keeps nobody out who is known already; {@link LoginTries} has the limit for each
 * address. Names and passwords are never compared but by their hashes. Used on one event loop.
 */
final class BasicAuth implements Handler<RoutingContext> {
    static final int WAITING = 16;

    private static final int REMEMBERED = 256;
    private static final int PAUSE = 3;
    private static final String SCHEME = "Basic ";

    private final Vertx vertx;
    private final Supplier<Map<String, Secret>> users;
    private final WorkerExecutor checker;
    private final LoginTries tries;
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private final Mac fingerprints;
    private boolean checking;

    /** Fingerprint of name, hash and password to whether they belong together; the least recently used go first. */
    private final Map<String, Boolean> remembered = new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Attempt(
            RoutingContext context,
            String address,
            String fingerprint,
            String user,
            String password,
            String hash,
            boolean known) {}

    /** @param users name to hash, as in effect; where there are none, everybody is let in */
    BasicAuth(Vertx vertx, Supplier<Map<String, Secret>> users, LoginTries tries) {
        this.vertx = vertx;
        this.tries = tries;
        this.users = users;
        checker = vertx.createSharedWorkerExecutor("passwords", 1);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            fingerprints = Mac.getInstance("HmacSHA256");
            fingerprints.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        Map<String, Secret> allowed = users.get();
        if (allowed.isEmpty()) {
            context.next();
            return;
        }
        String header = context.request().getHeader("Authorization");
        if (header == null) {
            ask(context);
            return;
        }
        String address = LoginTries.address(context.request());
        Attempt attempt = attempt(context, address, header, allowed);
        if (attempt == null) {
            refuse(context, address);
            return;
        }
        Boolean right = remembered.get(attempt.fingerprint());
        if (right != null) {
            decide(attempt, right);
        } else if (!tries.mayTry(address)) {
            refuse(context, address);
        } else if (waiting.size() >= WAITING) {
            Answer.text(503, "Too many passwords are being checked; try again in a moment.\n")
                    .send(context);
        } else {
            waiting.add(attempt);
            if (!checking) {
                checkNext();
            }
        }
    }

    /** Null where the header is not understood. */
    private Attempt attempt(RoutingContext context, String address, String header, Map<String, Secret> allowed) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String credentials;
        try {
            credentials = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            return null;
        }
        Secret hash = allowed.get(credentials.substring(0, colon));
        // An unknown name takes as long as a known one, so that the answer does not tell which names there are.
        String checked = (hash == null ? allowed.values().iterator().next() : hash).value();
        return new Attempt(
                context,
                address,
                fingerprint(credentials + "\n" + (hash == null ? "" : checked)),
                credentials.substring(0, colon),
                credentials.substring(colon + 1),
                checked,
                hash != null);
    }

    private String fingerprint(String text) {
        return Base64.getEncoder().encodeToString(fingerprints.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void checkNext() {
        Attempt attempt = waiting.poll();
        checking = attempt != null;
        if (attempt == null) {
            return;
        }
        Boolean right = remembered.get(attempt.fingerprint());
        if (right != null || !tries.mayTry(attempt.address())) {
            decide(attempt, Boolean.TRUE.equals(right));
            checkNext();
            return;
        }
        long start = System.nanoTime();
        checker.executeBlocking(() -> verify(attempt)).onComplete(checked -> {
            boolean belongs = checked.succeeded() && checked.result() && attempt.known();
            remembered.put(attempt.fingerprint(), belongs);
            decide(attempt, belongs);
            long millis = (System.nanoTime() - start) / 1_000_000;
            vertx.setTimer(Math.max(1, PAUSE * millis), pause -> checkNext());
        });
    }

    private static boolean verify(Attempt attempt) {
        return BCrypt.verifyer()
                .verify(
                        attempt.password().getBytes(StandardCharsets.UTF_8),
                        attempt.hash().getBytes(StandardCharsets.UTF_8))
                .verified;
    }

    private void decide(Attempt attempt, boolean right) {
        RoutingContext context = attempt.context();
        if (!right) {
            refuse(context, attempt.address());
        } else if (!tries.mayComeIn(attempt.address())) {
            wait(context, attempt.address());
        } else if (!context.response().closed()) { // Else whoever asked is gone.
            Doors.known(context, attempt.user());
            context.next();
        }
    }

    private void refuse(RoutingContext context, String address) {
        boolean mayTryAgain = tries.mayTry(address);
        tries.wrong(address);
        if (context.response().closed()) {
            return;
        }
        if (mayTryAgain) {
            ask(context);
        } else {
            wait(context, address);
        }
    }

    private void wait(RoutingContext context, String address) {
        String seconds = Long.toString(tries.secondsLeft(address));
        context.response().putHeader("Retry-After", seconds);
        Answer.text(429, "Too many wrong passwords came from this address; try again in " + seconds + " s.\n")
                .send(context);
    }

    private static void ask(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Basic realm=\"Callwarden\", charset=\"UTF-8\"");
        Answer.text(401, "A name and a password of the file that http.web-config names are needed.\n")
                .send(context);
    }
}
