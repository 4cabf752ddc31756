package io.callwarden.cli;

import io.callwarden.store.StoreException;
import io.callwarden.web.Protection;
import io.callwarden.web.WebConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The agent that runs on this machine with the same configuration, reached over its web server. */
final class RunningAgent {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final String address;
    private final boolean open;

    RunningAgent(WebConfig web) {
        String host =
                switch (web.host()) {
                    case "0.0.0.0" -> "127.0.0.1";
                    case "::", "[::]" -> "[::1]";
                    default ->
                        web.host().contains(":") && !web.host().startsWith("[") ? "[" + web.host() + "]" : web.host();
                };
        address = web.scheme() + "://" + host + ":" + web.port();
        open = web.protection().equals(Protection.NONE);
    }

    /**
     * Prints the calls asked for.
     *
     * @param why the database could not be opened by this program itself
     */
    void copyCalls(Map<String, String> parameters, PrintWriter out, StoreException why) {
        if (!open) {
            throw new Stop(
                    ExitCode.UNAVAILABLE,
                    "%s. The running agent at %s is protected by http.web-config: ask it for /api/calls with curl and a password"
                            .formatted(why.getMessage(), address));
        }
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpResponse<InputStream> answer = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(address + "/api/calls?" + query))
                                    .timeout(ANSWER)
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            copy(answer, out);
        } catch (IOException e) {
            throw new Stop(
                    ExitCode.UNAVAILABLE,
                    "%s. No running agent answers at %s either (%s): is another program using the database?"
                            .formatted(why.getMessage(), address, e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stop(ExitCode.FAILURE, "Interrupted while waiting for the agent at " + address);
        }
    }

    private void copy(HttpResponse<InputStream> answer, PrintWriter out) throws IOException {
        try (Reader reader = new InputStreamReader(answer.body(), StandardCharsets.UTF_8)) {
            if (answer.statusCode() == 200) {
                reader.transferTo(out);
            } else {
                char[] start = new char[500];
                int length = Math.max(0, reader.read(start));
                throw new Stop(
                        ExitCode.FAILURE,
                        "The agent at %s answered %d: %s"
                                .formatted(address, answer.statusCode(), new String(start, 0, length).strip()));
            }
        }
    }
}
