package io.callwarden.mail;

import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox.Waiting;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/** Makes a mail of notices: the same in plain text and in HTML, for the reader's program to choose. */
final class MailWriter {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailList list;
    private final InternetAddress from;
    private final String domain;
    private final Clock clock;
    private final Wording wording;

    MailWriter(MailServer server, MailList list, Clock clock) {
        this.list = list;
        this.clock = clock;
        from = server.sender();
        domain = server.domain();
        wording = new Wording(list.zone());
    }

    /** The Message-ID of a mail that tells these: the same again if they are told again, so that programs recognise it. */
    String id(List<Waiting> notices) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(list.receiver().getBytes(StandardCharsets.UTF_8));
            notices.stream().map(waiting -> waiting.notice().key()).sorted().forEach(key -> {
                digest.update((byte) 0);
                digest.update(key.getBytes(StandardCharsets.UTF_8));
            });
            return "<callwarden." + HexFormat.of().formatHex(digest.digest(), 0, 16) + "@" + domain + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    void write(MimeMessage mail, List<Waiting> notices, List<InternetAddress> to) throws MessagingException {
        List<Notice> facts = notices.stream().map(Waiting::notice).toList();
        Letter letter = Letter.of(facts, list, wording);
        address(mail, letter.subject(), to);
        body(mail, new PlainText(wording).of(letter, list.link()), new HtmlText(wording).of(letter, list.link()));
    }

    /** A mail that tells nothing but that mails arrive. */
    void writeTest(MimeMessage mail, List<InternetAddress> to) throws MessagingException {
        address(mail, "Test mail of Callwarden", to);
        String text =
                "The people of the mail list \"%s\" will get mails about missed calls here.".formatted(list.name());
        body(mail, text + "\n", "<p>" + text + "</p>\n");
    }

    private void address(MimeMessage mail, String subject, List<InternetAddress> to) throws MessagingException {
        mail.setFrom(from);
        mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        mail.setSubject(subject, UTF_8);
        mail.setSentDate(Date.from(clock.instant()));
        // RFC 3834: no absence notes, please.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
    }

    private static void body(MimeMessage mail, String plain, String html) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(plain, UTF_8);
        MimeBodyPart table = new MimeBodyPart();
        table.setText(html, UTF_8, "html");
        mail.setContent(new MimeMultipart("alternative", text, table));
    }
}
