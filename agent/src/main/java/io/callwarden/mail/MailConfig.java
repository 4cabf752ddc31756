package io.callwarden.mail;

import io.callwarden.config.Settings;
import io.callwarden.notify.Event;
import io.callwarden.notify.Receiver;
import io.callwarden.notify.Subscription;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who is told by e-mail.
 *
 * @param server by which; of use only where there are lists
 * @param lists none where nobody is told by e-mail
 * @param subscriptions what each list is told, in the same order
 */
public record MailConfig(MailServer server, List<MailList> lists, List<Subscription> subscriptions) {
    private static final String PARENT = "notify.mails";

    public MailConfig {
        lists = List.copyOf(lists);
        subscriptions = List.copyOf(subscriptions);
    }

    /** Reads {@code notify.mail} and {@code notify.mails}; problems are gathered in the settings. */
    public static MailConfig from(Settings settings) {
        MailServer server = MailServer.from(settings);
        Set<Event> usual = EnumSet.of(Event.CALL_MISSED, Event.CALLBACK_OVERDUE);
        Set<String> names = settings.names(PARENT, "to");
        if (!names.isEmpty()) {
            server.require(settings);
        }
        return new MailConfig(
                server,
                names.stream()
                        .map(name -> MailList.from(settings, PARENT + "." + name, name))
                        .toList(),
                names.stream()
                        .map(name -> Subscription.from(settings, PARENT + "." + name, "mail:" + name, usual))
                        .toList());
    }

    /**
     * One for each list.
     *
     * @throws IllegalArgumentException whose message is one sentence, where the server's CA file cannot be used
     */
    public List<Receiver> receivers(Clock clock) {
        return lists.stream().map(list -> receiver(list, clock)).toList();
    }

    /**
     * One of them, whose carrier is to be closed when nothing is to be sent to it any more.
     *
     * @throws IllegalArgumentException as {@link #receivers}
     */
    public Receiver receiver(MailList list, Clock clock) {
        return new Receiver(subscriptions.get(lists.indexOf(list)), new MailCarrier(server, list, clock));
    }
}
