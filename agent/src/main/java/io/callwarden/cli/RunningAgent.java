package io.callwarden.cli;

import io.callwarden.Configuration;
import io.callwarden.store.StoreException;
import io.callwarden.web.ControlToken;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The agent that runs on this machine with the same configuration, reached over its web server. It knows commands by the token in its data
 * directory, whatever passwords protect it.
 */
final class RunningAgent {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MOST_OF_A_REFUSAL = 4_000;
    private static final int MOST_OF_A_RELOAD = 1_000_000;

    private final WebConfig web;
    private final Path dataDir;
    private final String address;

    RunningAgent(Configuration configuration) {
        web = configuration.web();
        dataDir = configuration.store().dataDir();
        address = published().orElseGet(() -> web.address(web.port()));
    }

    /** Where it said that it is: its configuration may have been changed since it was started. */
    private Optional<String> published() {
        try {
            return ControlToken.address(dataDir);
        } catch (IOException e) {
            // Its configuration says it as well.
            return Optional.empty();
        }
    }

    /** An answer that tells whether to ask again. */
    record Reply(int status, String text) {}

    /**
     * Asks it where this program itself cannot open the database.
     *
     * @param why it cannot
     */
    <T> T insteadOf(StoreException why, Function<RunningAgent, T> asked) {
        try {
            send("GET", "/-/healthy", Map.of()).body().close();
        } catch (IOException e) {
            throw new Stop(
                    ExitCode.UNAVAILABLE,
                    "%s. No running agent answers at %s either (%s): is another program using the database?"
                            .formatted(why.getMessage(), address, e));
        }
        return asked.apply(this);
    }

    /** Whether it runs and knows this program by the token; false where the token cannot be read. */
    boolean takesCommands() {
        try {
            if (ControlToken.read(dataDir).isEmpty()) {
                return false;
            }
            HttpResponse<InputStream> answer = send("GET", "/api/commands", Map.of());
            answer.body().close();
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it runs, and is no other program at the same port. */
    boolean isThere() {
        try (Reader reader =
                new InputStreamReader(send("GET", "/-/healthy", Map.of()).body(), StandardCharsets.UTF_8)) {
            return start(reader).startsWith("Callwarden");
        } catch (IOException e) {
            return false;
        }
    }

    /** Prints a page as it comes. */
    void copy(String path, Map<String, String> parameters, PrintWriter out) {
        try {
            HttpResponse<InputStream> answer = send("GET", path + "?" + encoded(parameters), Map.of());
            try (Reader reader = new InputStreamReader(answer.body(), StandardCharsets.UTF_8)) {
                if (answer.statusCode() == 200) {
                    reader.transferTo(out);
                    return;
                }
                throw refused(answer.statusCode(), start(reader));
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Sends a form, or asks where there is none; what is refused ends the command. */
    Reply command(String method, String path, Map<String, String> form) {
        try {
            HttpResponse<InputStream> answer = send(method, path, form);
            try (Reader reader = new InputStreamReader(answer.body(), StandardCharsets.UTF_8)) {
                String text = start(reader);
                if (answer.statusCode() / 100 != 2) {
                    throw refused(answer.statusCode(), text);
                }
                return new Reply(answer.statusCode(), text);
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /**
     * Makes it read its configuration anew.
     *
     * @return what it says of that; its status is 200 where it did
     */
    Reply reload() {
        try {
            HttpResponse<InputStream> answer = send("POST", "/-/reload", Map.of());
            try (InputStream body = answer.body()) {
                String text = new String(body.readNBytes(MOST_OF_A_RELOAD), StandardCharsets.UTF_8).strip();
                if (answer.statusCode() != 200 && answer.statusCode() != 500) {
                    throw refused(answer.statusCode(), text);
                }
                return new Reply(answer.statusCode(), text);
            }
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private HttpResponse<InputStream> send(String method, String path, Map<String, String> form) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (method.equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        }
        token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
        web.clientTls().ifPresent(client::sslContext);
        try {
            return client.build().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stop(ExitCode.FAILURE, "Interrupted while waiting for the agent at " + address);
        }
    }

    private Optional<String> token() {
        try {
            return ControlToken.read(dataDir);
        } catch (IOException e) {
            // What needs no token is answered all the same; else the refusal says what to do.
            return Optional.empty();
        }
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String start(Reader reader) throws IOException {
        char[] start = new char[MOST_OF_A_REFUSAL];
        int length = 0;
        int read = 0;
        while (length < start.length && (read = reader.read(start, length, start.length - length)) >= 0) {
            length += read;
        }
        return new String(start, 0, length).strip();
    }

    private Stop refused(int status, String text) {
        if (status == 401) {
            return new Stop(
                    ExitCode.FAILURE,
                    "The agent at %s does not know this command by %s: run it as the user of that agent, such as sudo -u callwarden, with the same data-dir"
                            .formatted(address, dataDir.resolve(ControlToken.FILE)));
        }
        return new Stop(
                status == 503 ? ExitCode.UNAVAILABLE : ExitCode.FAILURE,
                status == 404 || status == 400
                        ? text
                        : "The agent at %s answered %d: %s".formatted(address, status, text));
    }

    private Stop gone(IOException e) {
        return new Stop(ExitCode.UNAVAILABLE, "The agent at %s does not answer (%s)".formatted(address, e));
    }
}
