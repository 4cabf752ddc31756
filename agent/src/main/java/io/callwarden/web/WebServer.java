package io.callwarden.web;

import io.callwarden.metrics.HttpMetrics;
import io.callwarden.metrics.Metrics;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the pages from construction to {@link #close()}. */
public final class WebServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebServer.class);
    private static final int IDLE_SECONDS = 60;
    private static final int MAX_URI_BYTES = 4_096;
    private static final int MAX_FORM_BYTES = 16_384;
    private static final int MILLIS_BETWEEN_LOOKS = 2_000;
    private static final int MILLIS_BETWEEN_TICKS = 1_000;
    private static final int SECONDS_TO_START_OR_STOP = 10;

    private final Vertx vertx;
    private final LiveProtection protection;
    private final LoginTries tries;
    private volatile Roles roles;
    private final HttpServer server;
    private volatile long ticked = System.nanoTime();
    private final List<String> paths;

    /**
     * Starts to listen.
     *
     * @throws WebException if the address cannot be had
     */
    public WebServer(WebConfig config, Metrics metrics, WebContent content, Clock clock) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(Answers.AT_ONCE)
                .setInternalBlockingPoolSize(2)
                .setAddressResolverOptions(new AddressResolverOptions())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            HttpMetrics requests = new HttpMetrics(metrics.registry(), CountedRequests.PATHS);
            tries = new LoginTries(System::nanoTime, requests::loginFailed);
            protection = new LiveProtection(vertx, config.protection());
            roles = config.roles();
            Router router = routes(metrics, requests, content, clock);
            paths = router.getRoutes().stream()
                    .map(Route::getPath)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            server = listen(config, router, new RefusedRequests(requests));
            vertx.setPeriodic(MILLIS_BETWEEN_TICKS, timer -> ticked = System.nanoTime());
            protection.keepUp(MILLIS_BETWEEN_LOOKS, changed -> renew(config, changed));
        } catch (WebException e) {
            await(vertx.close().toCompletionStage().toCompletableFuture());
            throw e;
        }
    }

    /** For how long its event loop has not come round; about a second at most while all is well. Any thread. */
    public Duration sinceLastTick() {
        return Duration.ofNanos(System.nanoTime() - ticked);
    }

    /** Of every page and command. */
    List<String> paths() {
        return paths;
    }

    private Router routes(Metrics metrics, HttpMetrics requests, WebContent content, Clock clock) {
        Answers answers = new Answers(vertx);
        RunbookPages runbooks = new RunbookPages(Runbooks.packaged());
        Router router = Router.router(vertx);
        router.route().handler(new CountedRequests(requests));
        router.route().handler(new SecurityHeaders());
        router.route().handler(protection);
        router.route()
                .handler(new Doors(
                        content.token(),
                        () -> roles,
                        new BasicAuth(vertx, () -> protection.current().users(), tries)));
        serve(router, "/metrics", answers.of(request -> Answer.metrics(metrics, request)));
        serve(router, "/-/healthy", answers.of(request -> Answer.text(200, "Callwarden is running.\n")));
        serve(router, "/-/ready", answers.of(request -> HealthPage.ready(content.state())));
        StreamedAnswers streamed = new StreamedAnswers(vertx);
        serve(router, "/api/calls", streamed.of(new CallsApi(content.calls())));
        serve(
                router,
                "/callbacks",
                answers.of(new CallbacksPage(
                        content.callbacks(), content.zone(), content.reports().tellsOfEmployees(), clock)));
        callbacks(router, answers, streamed, content.callbacks());
        people(router, new PersonApi(vertx, content.people()));
        command(router, HttpMethod.POST, "/-/reload").handler(answers.of(new ReloadPage(content.reload())));
        outbox(router, answers, streamed, new OutboxApi(content.outbox()));
        backups(router, new BackupApi(vertx, content.backups()));
        command(router, HttpMethod.GET, "/api/doctor").handler(answers.of(new DoctorApi(content.state())));
        reports(router, streamed, new ReportApi(content.reports()));
        serve(router, "/reports", answers.of(new ReportsPage(content.reports(), content.zone())));
        serve(router, "/runbooks/", answers.of(runbooks));
        serve(router, "/runbooks/:name", answers.of(runbooks));
        serve(router, "/style.css", answers.of(request -> StatusPage.style()));
        serve(
                router,
                "/",
                answers.of(new StatusPage(
                        content.state(), content.calls(), content.reports().tellsOfEmployees(), clock)));
        failures(router);
        return router;
    }

    private static void failures(Router router) {
        router.errorHandler(
                404,
                context -> Answer.text(
                                404,
                                "No such page. There are /, /callbacks, /reports, /api/calls, /api/callbacks, /api/reports/employees, /api/reports/cost, /metrics, /runbooks/, /-/healthy and /-/ready.\n")
                        .send(context));
        router.errorHandler(
                405,
                context -> Answer.text(405, "This page is not asked for by that method.\n")
                        .send(context));
        router.errorHandler(
                413,
                context -> Answer.text(
                                413, "That is more than is taken here: at most %d bytes.\n".formatted(MAX_FORM_BYTES))
                        .send(context));
        router.errorHandler(500, context -> {
            log.error("Cannot answer {}: {}", context.request().path(), String.valueOf(context.failure()));
            Answer.text(500, "This page failed; the agent's log says why.\n").send(context);
        });
    }

    private static void reports(Router router, StreamedAnswers streamed, ReportApi api) {
        serve(router, "/api/reports/employees", streamed.of(api::employees));
        serve(router, "/api/reports/cost", streamed.of(api::cost));
    }

    private void callbacks(Router router, Answers answers, StreamedAnswers streamed, CallbackDesk desk) {
        CallbackApi api = new CallbackApi(desk);
        RebuildApi rebuild = new RebuildApi(vertx, desk);
        serve(router, "/api/callbacks", streamed.of(api::list));
        serve(router, "/api/callbacks/history", streamed.of(api::history));
        command(router, HttpMethod.GET, "/api/commands")
                .handler(answers.of(request -> Answer.text(200, "This agent takes commands.\n")));
        command(router, HttpMethod.POST, "/api/callbacks/close").handler(answers.of(api::close));
        command(router, HttpMethod.POST, "/api/recovery/rebuild").handler(rebuild::begin);
        command(router, HttpMethod.GET, "/api/recovery/rebuild").handler(rebuild::await);
    }

    private static void people(Router router, PersonApi api) {
        command(router, HttpMethod.POST, "/api/people/forget").handler(api::begin);
        command(router, HttpMethod.GET, "/api/people/forget").handler(api::await);
    }

    private static void outbox(Router router, Answers answers, StreamedAnswers streamed, OutboxApi api) {
        command(router, HttpMethod.GET, "/api/outbox").handler(streamed.of(api::list));
        command(router, HttpMethod.POST, "/api/outbox/send-again").handler(answers.of(api::sendAgain));
        command(router, HttpMethod.POST, "/api/outbox/forget").handler(answers.of(api::forget));
    }

    private static void backups(Router router, BackupApi api) {
        command(router, HttpMethod.POST, "/api/backup").handler(api::begin);
        command(router, HttpMethod.GET, "/api/backup").handler(api::await);
    }

    /** What only the commands of this machine may do. */
    private static Route command(Router router, HttpMethod method, String path) {
        router.route(method, path).handler(Doors::commandsOnly);
        if (method == HttpMethod.POST) {
            router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(MAX_FORM_BYTES));
        }
        return router.route(method, path);
    }

    private static void serve(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private HttpServer listen(WebConfig config, Router router, RefusedRequests refused) {
        HttpServerOptions options = options(config, config.protection());
        try {
            return vertx.createHttpServer(options)
                    .connectionHandler(new ConnectionLimit())
                    .requestHandler(router)
                    .invalidRequestHandler(refused)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(SECONDS_TO_START_OR_STOP, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new WebException(
                    "Cannot listen on %s:%d (%s): set http.host to an address of this machine and http.port to a free port"
                            .formatted(config.host(), config.port(), cause.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebException("Interrupted while opening " + config.host() + ":" + config.port(), e);
        }
    }

    private static HttpServerOptions options(WebConfig config, Protection protection) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxInitialLineLength(MAX_URI_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true);
        if (protection.tls() != null) {
            protection.tls().applyTo(options);
            options.setUseAlpn(protection.http2());
        }
        return options;
    }

    /** Whether it can serve under that protection without a restart: TLS is switched on or off by a restart only. */
    public boolean canBecome(Protection next) {
        return protection.canBecome(next);
    }

    /** Serves under that protection from now on. */
    public void become(Protection next) {
        protection.become(next);
    }

    /** Its users may see and do from now on what these say. */
    public void become(Roles next) {
        roles = next;
    }

    /** Connections made from now on see the new certificate. */
    private void renew(WebConfig config, Protection protection) {
        tries.forget();
        log.info(
                "{}",
                protection.file() == null
                        ? "The pages ask for no password any more"
                        : "Read " + protection.file() + " anew");
        if (protection.tls() != null) {
            server.updateSSLOptions(options(config, protection).getSslOptions())
                    .onFailure(e -> log.error("The new certificate cannot be used: {}", e.getMessage()));
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private static void await(CompletableFuture<Void> closing) {
        try {
            closing.get(SECONDS_TO_START_OR_STOP, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The web server did not stop cleanly: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
