package io.callwarden.webhook;

import io.callwarden.notify.Receiver;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that brings notices to web servers, with one event loop for all of it, from construction to {@link #close()}. */
public final class Webhooks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
    /** Below what servers usually keep, so that a request seldom meets a connection that was just closed. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int MOST_HEADER_BYTES = 16_384;
    private static final int SECONDS_TO_STOP = 5;

    private final Vertx vertx;
    private final Resolver resolver;
    private final String version;
    private final Clock clock;
    private final List<Receiver> receivers;

    /**
     * Opens what is needed to send; nothing is sent until a carrier is asked to.
     *
     * @param version of the agent, told to receivers
     */
    public Webhooks(List<WebhookConfig> configs, String version, Clock clock) {
        this(configs, version, clock, new Resolver(InetAddress::getAllByName));
    }

    Webhooks(List<WebhookConfig> configs, String version, Clock clock, Resolver resolver) {
        this.resolver = resolver;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.version = version;
        this.clock = clock;
        receivers = configs.stream().map(this::receiver).toList();
    }

    /** One more, whose carrier is to be closed when nothing is to be sent to it any more. */
    public Receiver receiver(WebhookConfig config) {
        return new Receiver(
                config.subscription(), new WebhookCarrier(config, resolver, client(config), version, clock));
    }

    private HttpClient client(WebhookConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setVerifyHost(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setDecompressionSupported(false)
                .setMaxRedirects(0);
        if (config.ca() != null) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(config.ca())));
        }
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(config.parallel()))
                .withConnectHandler(connection ->
                        connection.exceptionHandler(problem -> log.debug("{}: {}", config.name(), problem.toString())))
                .build();
    }

    /** One for each webhook with which it was opened, in that order. */
    public List<Receiver> receivers() {
        return receivers;
    }

    @Override
    public void close() {
        // With Vert.x go the clients of all carriers.
        resolver.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The sender of webhooks did not stop cleanly: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
