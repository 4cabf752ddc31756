package io.callwarden.mail;

import io.callwarden.notify.Carrier;
import io.callwarden.notify.Outbox.Waiting;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notices to the people of one list, many in one mail. One attempt at a time, on a thread of
 * its own; blocks no longer than {@link #longest}.
 */
public final class MailCarrier implements Carrier {
    /** More than a mail shows, so that the rest is at least counted. */
    private static final int AT_ONCE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(MailCarrier.class);

    private final MailList list;
    private final MailTransport transport;
    private final MailWriter writer;
    private final Receipts receipts = new Receipts();
    private final Deadline deadline;

    /** Throws IllegalArgumentException, whose message is one sentence, where the server's CA file cannot be used. */
    public MailCarrier(MailServer server, MailList list, Clock clock) {
        this.list = list;
        transport = new MailTransport(server);
        writer = new MailWriter(server, list, clock);
        deadline = new Deadline(server, list.receiver());
    }

    @Override
    public String receiver() {
        return list.receiver();
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public int parallel() {
        return 1;
    }

    @Override
    public Duration gather() {
        return list.gather();
    }

    @Override
    public Duration longest() {
        return deadline.limit();
    }

    @Override
    public Result carry(List<Waiting> notices) {
        return deadline.within(() -> carryNow(notices));
    }

    private Result carryNow(List<Waiting> notices) {
        receipts.keepOnly(notices);
        Verdict verdict = new Verdict();
        Map<List<Waiting>, List<String>> missing = receipts.missing(notices, list.to());
        missing.forEach((misses, people) -> {
            List<InternetAddress> to = people.stream()
                    .map(Addresses::parse)
                    .flatMap(Optional::stream)
                    .toList();
            Posted posted = post(misses, to);
            verdict.add(posted);
            if (!posted.accepted().isEmpty()) {
                note(people, misses, posted);
            }
        });
        return verdict.result();
    }

    private Posted post(List<Waiting> notices, List<InternetAddress> to) {
        MimeMessage mail = transport.mail(writer.id(notices));
        try {
            writer.write(mail, notices, to);
        } catch (MessagingException e) {
            return Posted.never("the mail could not be written: " + Trouble.answer(e.getMessage()));
        }
        return transport.post(mail, to);
    }

    private void note(List<String> people, List<Waiting> told, Posted posted) {
        for (String person : people) {
            String address =
                    Addresses.parse(person).map(InternetAddress::getAddress).orElse(person);
            if (posted.refused().contains(address)) {
                log.warn(
                        "The mail server refuses mails to {} for good, the others of {} have them: correct notify.mails.{}.to",
                        address,
                        list.receiver(),
                        list.name());
            }
            if (posted.refused().contains(address) || posted.accepted().contains(address)) {
                receipts.note(person, told);
            }
        }
    }

    @Override
    public void close() {
        deadline.close();
    }

    /** Sums up what became of the mails of one attempt: whoever is to be tried again decides. */
    private static final class Verdict {
        private boolean somebodyHasIt;
        private String later;
        private Duration pause;
        private String never;

        void add(Posted posted) {
            somebodyHasIt |= !posted.accepted().isEmpty();
            if (posted.later() != null) {
                later = posted.later();
                pause = posted.pause();
            }
            never = posted.never() == null ? never : posted.never();
        }

        Result result() {
            if (later != null) {
                return new Result.Later(later, pause);
            }
            return never == null || somebodyHasIt ? new Result.Delivered() : new Result.Never(never);
        }
    }
}
