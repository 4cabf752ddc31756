package io.callwarden.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** A mail that tells nothing but that mails arrive. */
public final class TestMail {
    private final MailTransport transport;
    private final MailServer server;
    private final Clock clock;

    /** Throws IllegalArgumentException, whose message is one sentence, where the server's CA file cannot be used. */
    public TestMail(MailServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        transport = new MailTransport(server);
    }

    /** Sends it to everybody of a list; blocks. Empty where the server took it for all of them, else what it did not take, in one sentence. */
    public Optional<String> send(MailList list) {
        List<InternetAddress> people = list.to().stream()
                .map(Addresses::parse)
                .flatMap(Optional::stream)
                .toList();
        MimeMessage mail = transport.mail("<callwarden.test." + UUID.randomUUID() + "@" + server.domain() + ">");
        try {
            new MailWriter(server, list, clock).writeTest(mail, people);
        } catch (MessagingException e) {
            return Optional.of("the mail could not be written: " + Trouble.answer(e.getMessage()));
        }
        Posted posted = transport.post(mail, people);
        if (!posted.refused().isEmpty() && !posted.accepted().isEmpty()) {
            return Optional.of("the mail server %s takes no mails to %s"
                    .formatted(server.address(), String.join(", ", new TreeSet<>(posted.refused()))));
        }
        return Optional.ofNullable(posted.later()).or(() -> Optional.ofNullable(posted.never()));
    }
}
