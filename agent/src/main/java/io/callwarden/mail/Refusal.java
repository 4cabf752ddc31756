package io.callwarden.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a server said that did not take a mail for everybody. The table of its answers:
 *
 * <pre>
 * 4xx to anything                       later
 * 5xx to the sender                     later: the configuration can be mended, and nothing may be lost until then
 * 5xx to all recipients                 later: the same
 * 5xx to some recipients                the others have it, these do not get it
 * 5xx to the mail itself                never: it would say so again
 * </pre>
 */
final class Refusal {
    private static final int PERMANENT = 500;

    private final MailServer server;
    private final SendFailedException refusal;
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private String problem;
    private boolean someLater;
    private boolean ofSender;

    Refusal(MailServer server, SendFailedException refusal) {
        this.server = server;
        this.refusal = refusal;
        for (Address address : addresses(refusal.getValidSentAddresses())) {
            accepted.add(((InternetAddress) address).getAddress());
        }
        for (Exception next = refusal; next instanceof MessagingException link; next = link.getNextException()) {
            if (next instanceof SMTPAddressFailedException failed) {
                note(failed);
            }
            ofSender |= next instanceof SMTPSenderFailedException;
        }
    }

    private void note(SMTPAddressFailedException failed) {
        if (failed.getReturnCode() >= PERMANENT) {
            refused.add(failed.getAddress().getAddress());
        } else {
            someLater = true;
        }
        if (problem == null || failed.getReturnCode() < PERMANENT) {
            problem = "the mail server %s does not take mails to some of the list (%s)"
                    .formatted(server.address(), Trouble.answer(failed.getMessage()));
        }
    }

    Posted posted() {
        if (lostConnection()) {
            return Posted.later("the mail server %s broke off within a mail".formatted(server.address()), null);
        }
        if (!accepted.isEmpty()) {
            return new Posted(accepted, refused, someLater ? problem : null, null, null);
        }
        if (ofSender) {
            return Posted.later(
                    "the mail server %s takes no mails from %s: check notify.mail.from (%s)"
                            .formatted(server.address(), server.from(), Trouble.answer(refusal.getMessage())),
                    null);
        }
        String said = Trouble.answer(refusal.getMessage());
        if (refusal instanceof SMTPSendFailedException answer && isOfTheMail(answer)) {
            String what = "the mail server %s refused the mail (%s)".formatted(server.address(), said);
            return answer.getReturnCode() >= PERMANENT ? Posted.never(what) : Posted.later(what, null);
        }
        if (problem != null) {
            return Posted.later(
                    "the mail server %s takes mails to nobody of the list: check its addresses (%s)"
                            .formatted(server.address(), said),
                    null);
        }
        return Posted.later("the mail server %s took no mail (%s)".formatted(server.address(), said), null);
    }

    private boolean lostConnection() {
        return refusal instanceof SMTPSendFailedException answer && answer.getReturnCode() <= 0;
    }

    /** Whether the server had taken sender and recipients, and then saw the mail. */
    private static boolean isOfTheMail(SMTPSendFailedException answer) {
        return ".".equals(answer.getCommand()) || "DATA".equals(answer.getCommand());
    }

    private static Address[] addresses(Address[] addresses) {
        return addresses == null ? new Address[0] : addresses;
    }
}
