package io.callwarden.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands mails to the site's mail server, over a new connection for each. Thread-safe; blocks as long as the server's timeout allows. */
final class MailTransport {
    private static final Logger log = LoggerFactory.getLogger(MailTransport.class);

    private final MailServer server;
    private final Session session;

    /** Throws IllegalArgumentException where the CA file cannot be used. */
    MailTransport(MailServer server) {
        this.server = server;
        session = Session.getInstance(properties(server));
    }

    private static Properties properties(MailServer server) {
        String millis = Long.toString(server.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(server.username() != null));
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(server.encryption() == Encryption.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.encryption() == Encryption.STARTTLS));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.encryption() == Encryption.TLS));
        properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        properties.put("mail.smtp.ssl.checkserveridentity", Boolean.toString(server.verifyHost()));
        if (!server.verifyHost()) {
            properties.put("mail.smtp.ssl.trust", "*");
        } else if (server.caFile() != null) {
            properties.put("mail.smtp.ssl.socketFactory", TrustedAuthorities.in(server.caFile()));
        }
        return properties;
    }

    /** An empty mail. */
    MimeMessage mail(String id) {
        return new IdentifiedMail(session, id);
    }

    /** Offers a mail for these people; what the server says of each is the answer. */
    Posted post(MimeMessage mail, List<InternetAddress> people) {
        try {
            mail.saveChanges();
            Transport transport = session.getTransport("smtp");
            try {
                transport.connect(
                        server.host(),
                        server.port(),
                        server.username(),
                        server.username() == null ? null : server.password().value());
                transport.sendMessage(mail, people.toArray(Address[]::new));
            } finally {
                leave(transport);
            }
        } catch (SendFailedException e) {
            return new Refusal(server, e).posted();
        } catch (MessagingException e) {
            return Trouble.with(server, e);
        }
        return new Posted(new HashSet<>(Addresses.bare(people)), Set.of(), null, null, null);
    }

    /** How the conversation ends changes nothing about what the server said before. */
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("The mail server did not take leave: {}", e.getMessage());
        }
    }

    /** Keeps its Message-ID, where others get a new one whenever they are saved. */
    private static final class IdentifiedMail extends MimeMessage {
        private final String id;

        IdentifiedMail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
