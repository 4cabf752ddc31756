package io.callwarden.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on loopback, with STARTTLS and a login, that refuses what a test tells it to refuse. */
public final class PostOffice implements AutoCloseable {
    static final String USER = "callwarden";
    static final String PASSWORD = "right-secret";

    /** A mail that was taken, and for whom. */
    record Taken(List<String> people, byte[] bytes) {
        MimeMessage mail() {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    final List<Taken> taken = new CopyOnWriteArrayList<>();
    final Map<String, Integer> refusedPeople = new ConcurrentHashMap<>();
    final AtomicInteger refusedData = new AtomicInteger();
    final AtomicInteger refusedSender = new AtomicInteger();
    final AtomicInteger logins = new AtomicInteger();
    private final SMTPServer server;

    private PostOffice(SMTPServer.Builder builder) {
        server = builder.bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .connectionTimeoutMs(20_000)
                .messageHandlerFactory(Counter::new)
                .build();
        server.start();
    }

    /** With STARTTLS and a login, both required. */
    static PostOffice secured(SSLContext context) {
        AtomicInteger[] logins = new AtomicInteger[1];
        PostOffice office = new PostOffice(SMTPServer.port(0)
                .startTlsSocketFactory(context)
                .enableTLS()
                .requireTLS()
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, where) -> {
                    logins[0].incrementAndGet();
                    if (!USER.equals(user) || !PASSWORD.equals(password)) {
                        throw new LoginFailedException("535 5.7.8 Authentication credentials invalid");
                    }
                })));
        logins[0] = office.logins;
        return office;
    }

    /** TLS from the first byte, without a login. */
    static PostOffice wrapped(SSLContext context) {
        return new PostOffice(SMTPServer.port(0).serverSocketFactory(context));
    }

    /** Without TLS and without a login. */
    public static PostOffice open() {
        return new PostOffice(SMTPServer.port(0));
    }

    public int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Counter implements MessageHandler {
        private final List<String> people = new ArrayList<>();

        Counter(MessageContext context) {}

        @Override
        public void from(String sender) throws RejectException {
            refuse(refusedSender.get(), "5.7.1 not from you");
        }

        @Override
        public void recipient(String person) throws RejectException {
            refuse(refusedPeople.getOrDefault(person, 0), "5.1.1 <" + person + "> not here");
            people.add(person);
        }

        @Override
        public String data(InputStream in) throws RejectException, IOException {
            byte[] bytes = in.readAllBytes();
            refuse(refusedData.get(), "5.6.0 not this mail");
            taken.add(new Taken(List.copyOf(people), bytes));
            return null;
        }

        @Override
        public void done() {}

        private void refuse(int code, String words) throws RejectException {
            if (code > 0) {
                throw new RejectException(code, words);
            }
        }
    }
}
