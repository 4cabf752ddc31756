package io.callwarden.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.callwarden.notify.Event;
import io.callwarden.notify.Notice;
import io.callwarden.notify.Outbox.Waiting;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read, as a real server took it. */
class LetterTest {
    @Test
    void mailSaysWhoCalledWhenHowLongAndWhatIsToBeDone() throws Exception {
        MimeMessage mail = sent(List.of(Told.missed(1, "Анна Иванова"), Told.overdue(2)));

        assertThat(mail.getSubject()).isEqualTo("1 missed call, 1 call-back overdue");
        assertThat(text(mail).replace("\r\n", "\n")).isEqualTo("""
                1 missed call, 1 call-back overdue

                MISSED CALLS (1)

                23 Nov 09:37  +79260000001  Анна Иванова
                              dialled 7004, queue sales, waited 1:05
                              rang 101 (caller gave up), 102 (unreachable)
                              hung up

                CALL-BACKS OVERDUE (1)

                23 Nov 10:01  +79260000002
                              dialled 7004, queue sales
                              missed 3 times, tried 2 times in vain, overdue since 23 Nov 10:37

                All who are to be called back: https://callwarden.example.org/callbacks
                Times are those of Europe/Moscow.
                Callwarden sends this to the mail list "shift".
                """);
        assertThat(html(mail))
                .contains("<a href=\"tel:+79260000001\"><bdi>+79260000001</bdi></a><br><bdi>Анна Иванова</bdi>")
                .contains("<a href=\"https://callwarden.example.org/callbacks\">");
    }

    @Test
    void headersAreThoseOfAMailThatAMachineSent() throws Exception {
        MimeMessage mail = sent(List.of(Told.missed(1, null)));

        assertThat(mail.getSubject()).isEqualTo("1 missed call: +79260000001");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Звонки");
        assertThat(mail.getHeader("From", null)).isEqualTo("=?UTF-8?B?0JfQstC+0L3QutC4?= <callwarden@example.org>");
        assertThat(mail.getRecipients(RecipientType.TO)).containsExactly(new InternetAddress("anna@example.org"));
        assertThat(mail.getSentDate()).isEqualTo(Told.NOON);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Eve\r\nBcc: all@example.org\r\n\r\n.\r\nMAIL FROM:<x@example.org>",
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "\"><a href=javascript:x>",
                "=?UTF-8?B?QmNjOiBhbGxAZXhhbXBsZS5vcmc=?=",
                "\u202egro.elpmaxe\u2066",
                "مها",
                "👩‍👧 Ünï",
                "\u0000\u0007\u001b[2J\u2028x\u0085y",
                "\ud83d",
            })
    void callerNamesBreakNeitherHeadersNorMarkup(String name) throws Exception {
        MimeMessage mail = sent(List.of(Told.missed(1, name), Told.waiting(2, Event.CALL_ENDED, call(name), "null")));

        assertThat(Collections.list(mail.getAllHeaders()))
                .extracting(header -> header.getName().toLowerCase(Locale.ROOT))
                .containsOnlyOnce("from", "to", "subject", "message-id")
                .doesNotContain("bcc");
        assertThat(html(mail))
                .doesNotContain("<script", "<img", "<a href=javascript", "\u202e", "\u2028", "\u001b")
                .contains("</html>");
        assertThat(text(mail)).doesNotContain("\r\nBcc", "\r\n.\r\n", "\u202e", "\u2028", "\u001b", "\u0000");
        if (name.equals("مها")) {
            assertThat(text(mail)).contains("\u2068مها\u2069");
        }
    }

    @Test
    void badHourIsOneMailThatShowsSomeAndCountsTheRest() throws Exception {
        List<Waiting> hour = new ArrayList<>(Told.badHour(500));
        hour.add(Told.overdue(1));
        MimeMessage mail = sent(hour);

        assertThat(mail.getSubject()).isEqualTo("500 missed calls, 1 call-back overdue");
        assertThat(text(mail))
                .contains("MISSED CALLS (500)", "\r\nand 400 more\r\n", "Caller 99", "CALL-BACKS OVERDUE (1)");
        assertThat(html(mail)).contains("<p>and 400 more</p>").doesNotContain("Caller 100<");
    }

    @Test
    void noticeThatCannotBeReadIsStillTold() throws Exception {
        for (String body :
                List.of("nonsense", "[]", "{}", "{\"call\": 7, \"task\": {\"missed\": \"x\", \"dueAt\": \"never\"}}")) {
            Waiting good = Told.missed(1, "Anna");
            Waiting bad = new Waiting(
                    2,
                    new Notice("mail:shift", "x", Event.CALL_MISSED, "k", Told.NOON, body, null),
                    good.state(),
                    0,
                    Told.NOON,
                    null);
            assertThat(text(sent(List.of(good, bad))))
                    .contains("MISSED CALLS (2)", "Anna", "23 Nov 15:00  unknown number");
        }
    }

    @Test
    void everyEventHasItsWords() throws Exception {
        for (Event event : Event.values()) {
            MimeMessage mail = sent(List.of(Told.waiting(1, event, call("Anna"), "null")));
            assertThat(mail.getSubject()).matches("1 [a-z -]+: \\+79260000001");
        }
    }

    private static String call(String name) {
        String body = Told.missed(1, name).notice().body();
        return body.substring(body.indexOf("\"call\": ") + 8, body.lastIndexOf(", \"task\""));
    }

    private static MimeMessage sent(List<Waiting> notices) throws IOException {
        try (PostOffice office = PostOffice.open();
                MailCarrier carrier = new MailCarrier(
                        Told.server(office.port(), Encryption.NONE, null, null),
                        Told.list("anna@example.org"),
                        Told.CLOCK)) {
            carrier.carry(notices);
            assertThat(office.taken).hasSize(1);
            return office.taken.get(0).mail();
        }
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 0, "text/plain");
    }

    private static String html(MimeMessage mail) throws MessagingException, IOException {
        return part(mail, 1, "text/html");
    }

    private static String part(MimeMessage mail, int index, String type) throws MessagingException, IOException {
        BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
        assertThat(part.getContentType()).isEqualTo(type + "; charset=" + StandardCharsets.UTF_8.name());
        return (String) part.getContent();
    }
}
