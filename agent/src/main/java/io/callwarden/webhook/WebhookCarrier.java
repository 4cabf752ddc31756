package io.callwarden.webhook;

import io.callwarden.notify.Carrier;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings notices to one web server. The address that was checked is the address that is connected to. Thread-safe. */
final class WebhookCarrier implements Carrier {
    private static final int MOST_REDIRECTS = 3;

    private final WebhookConfig config;
    private final Resolver resolver;
    private final HttpClient client;
    private final String userAgent;
    private final Clock clock;

    /**
     * A carrier.
     *
     * @param client with the trust of this webhook; closed together with the carrier
     * @param version of the agent
     */
    WebhookCarrier(WebhookConfig config, Resolver resolver, HttpClient client, String version, Clock clock) {
        this.config = config;
        this.resolver = resolver;
        this.client = client;
        this.userAgent = "Callwarden/" + version.replaceAll("[^A-Za-z0-9._-]", "_");
        this.clock = clock;
    }

    @Override
    public String receiver() {
        return config.receiver();
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public int parallel() {
        return config.parallel();
    }

    @Override
    public Duration longest() {
        return config.timeout();
    }

    @Override
    public Result carry(List<Outbox.Waiting> notices) {
        Notice notice = notices.get(0).notice();
        byte[] body;
        try {
            body = config.body().of(notice.body()).getBytes(StandardCharsets.UTF_8);
        } catch (TemplateException e) {
            return new Result.Never("The template " + e.getMessage());
        }
        Deadline deadline = new Deadline(config.timeout().toMillis());
        try {
            List<InetAddress> addresses =
                    resolver.addresses(config.target(), config.allowPrivate(), deadline.millisLeft());
            return deliver(addresses, notice.key(), body, deadline);
        } catch (Unreachable e) {
            return new Result.Later(e.getMessage(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Later("The agent is being stopped", null);
        }
    }

    private Result deliver(List<InetAddress> addresses, String key, byte[] body, Deadline deadline)
            throws Unreachable, InterruptedException {
        Target target = config.target();
        Answer answer = send(target, addresses, key, body, deadline);
        for (int i = 0; i < MOST_REDIRECTS && answer.redirects(); i++) {
            Optional<Target> next = answer.location() == null ? Optional.empty() : target.redirected(answer.location());
            if (next.isEmpty()) {
                return answer.result(target, clock);
            }
            target = next.get();
            answer = send(target, addresses, key, body, deadline);
        }
        return answer.result(target, clock);
    }

    /** Tries the addresses one after the other until one takes the connection; a request that was sent is not sent to another. */
    private Answer send(Target target, List<InetAddress> addresses, String key, byte[] body, Deadline deadline)
            throws Unreachable, InterruptedException {
        Throwable problem = null;
        for (int i = 0; i < addresses.size() && deadline.millisLeft() > 0; i++) {
            long millis = deadline.millisLeft() / (addresses.size() - i);
            RequestOptions request =
                    request(target, addresses.get(i), key, body).setConnectTimeout(Math.max(1, millis));
            try {
                return Exchange.of(client, request, Buffer.buffer(body), Math.max(1, deadline.millisLeft()));
            } catch (TimeoutException e) {
                break;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof Exchange.NotConnected notConnected)) {
                    throw new Unreachable(Faults.say(target, e.getCause()));
                }
                problem = notConnected.getCause();
            }
        }
        throw new Unreachable(
                problem == null
                        ? "%s did not answer within %d s"
                                .formatted(target, config.timeout().toSeconds())
                        : Faults.say(target, problem));
    }

    private RequestOptions request(Target target, InetAddress address, String key, byte[] body) {
        Instant now = clock.instant();
        String id = id(key);
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(target.port(), address.getHostAddress()))
                .setMethod(HttpMethod.valueOf(config.method()))
                .setSsl(target.tls())
                .setHost(target.host())
                .setPort(target.port())
                .setURI(target.path())
                .setFollowRedirects(false)
                .putHeader("Content-Type", config.body().contentType())
                .putHeader("User-Agent", userAgent)
                .putHeader("Idempotency-Key", id)
                .putHeader("Webhook-Id", id)
                .putHeader("Webhook-Timestamp", Long.toString(now.getEpochSecond()));
        if (config.signature() != null) {
            options.putHeader("Webhook-Signature", config.signature().of(id, now, body));
        }
        config.headers().forEach((name, value) -> options.putHeader(name, value.value()));
        return options;
    }

    /** The key without full stops, which part the signed content, and without what no header can hold; different keys stay different. */
    static String id(String key) {
        StringBuilder id = new StringBuilder(key.length());
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            if (b == '.') {
                id.append('~');
            } else if (Character.isLetterOrDigit(b) && b > 0 || ":_-/".indexOf(b) >= 0) {
                id.append((char) b);
            } else {
                id.append("%%%02X".formatted(b));
            }
        }
        return id.toString();
    }

    @Override
    public void close() {
        client.close();
    }

    private static final class Deadline {
        private final long end;

        Deadline(long millis) {
            end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        }

        long millisLeft() {
            return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        }
    }
}
