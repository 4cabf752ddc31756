package io.callwarden.grafana;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.subethamail.smtp.server.SMTPServer;

/** Who is told by the agent, on loopback: a CRM by its webhook, and the mail server of the office. Both take everything. */
public final class Told implements AutoCloseable {
    private static final int NO_CONTENT = 204;

    private final HttpServer crm;
    private final SMTPServer post;

    /** Takes ports that are free. */
    public Told() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        post = SMTPServer.port(0)
                .bindAddress(loopback)
                .messageHandler((context, from, to, mail) -> {})
                .build();
        post.start();
        crm = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        crm.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(NO_CONTENT, -1);
            }
        });
        crm.start();
    }

    /** The settings by which they are told of call-backs. */
    public Map<String, String> settings() {
        return Map.of(
                "notify.webhooks.crm.url",
                        "http://127.0.0.1:" + crm.getAddress().getPort() + "/",
                "notify.webhooks.crm.allow-private", "true",
                "notify.webhooks.crm.events", "callback_opened,callback_recovered,callback_lost",
                "notify.mail.host", "127.0.0.1",
                "notify.mail.port", Integer.toString(post.getPortAllocated()),
                "notify.mail.encryption", "none",
                "notify.mail.from", "callwarden@example.org",
                "notify.mails.office.to", "anna@example.org",
                "notify.mails.office.events", "callback_overdue");
    }

    @Override
    public void close() {
        crm.stop(0);
        post.stop();
    }
}
