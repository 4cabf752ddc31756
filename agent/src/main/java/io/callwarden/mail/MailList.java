package io.callwarden.mail;

import io.callwarden.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * People who get the same mails.
 *
 * @param name as configured
 * @param to their addresses, at least one
 * @param gather how long the first notice waits for others, to be told with them in one mail
 * @param zone in which times are written
 * @param link address of the agent's pages, without a slash at its end; null where mails show none
 */
public record MailList(String name, List<String> to, Duration gather, ZoneId zone, String link) {
    private static final int MOST_PEOPLE = 50;
    private static final int MINUTES_A_DAY = 24 * 60;

    public MailList {
        to = List.copyOf(to);
    }

    /**
     * Reads what is of e-mail alone among the settings of one list.
     *
     * @param key under which they lie, as {@code notify.mails.shift}
     */
    static MailList from(Settings settings, String key, String name) {
        return new MailList(
                name,
                to(settings, key + ".to"),
                Duration.ofMinutes(settings.number(key + ".gather-minutes", 5, 0, MINUTES_A_DAY)),
                settings.zone(key + ".time-zone", ZoneId.systemDefault()),
                link(settings, key + ".link"));
    }

    /** The name of the list among receivers of notices. */
    public String receiver() {
        return "mail:" + name;
    }

    private static List<String> to(Settings settings, String key) {
        List<String> to =
                settings.list(key, "e-mail addresses").stream().distinct().toList();
        if (to.isEmpty() || to.size() > MOST_PEOPLE) {
            settings.refuse(key, "must be 1 to " + MOST_PEOPLE + " e-mail addresses");
        } else if (to.stream().anyMatch(address -> Addresses.parse(address).isEmpty())) {
            settings.refuse(key, "must be addresses, each of them " + Addresses.FORM);
        }
        return to;
    }

    private static String link(Settings settings, String key) {
        String link = settings.text(key, "");
        if (link.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(link);
            if (List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null && uri.getQuery() == null) {
                return link.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Said below, as for any other text that is no address of pages.
        }
        settings.refuse(key, "must be the address of the agent's pages, such as https://callwarden.example.org");
        return null;
    }
}
