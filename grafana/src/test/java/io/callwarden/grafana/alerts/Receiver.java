package io.callwarden.grafana.alerts;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whom Alertmanager calls. Each of its receivers is a path of its own. */
final class Receiver implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();

    /** One alert in one notification. */
    record Told(String receiver, JsonNode alert) {
        String label(String name) {
            return alert.path("labels").path(name).asString("");
        }

        String annotation(String name) {
            return alert.path("annotations").path(name).asString("");
        }

        boolean is(String alertname, String status) {
            return label("alertname").equals(alertname)
                    && alert.path("status").asString().equals(status);
        }
    }

    Receiver() throws IOException {
        server.createContext("/", exchange -> {
            try (exchange;
                    InputStream body = exchange.getRequestBody()) {
                String receiver = exchange.getRequestURI().getPath().substring(1);
                for (JsonNode alert : JsonMapper.shared().readTree(body).path("alerts")) {
                    told.add(new Told(receiver, alert));
                }
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    String url(String receiver) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + receiver;
    }

    /** All notifications of an alert to a receiver so far. */
    List<Told> told(String receiver, String alertname, String status) {
        return told.stream()
                .filter(one -> one.receiver().equals(receiver) && one.is(alertname, status))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
