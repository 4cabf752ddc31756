package io.callwarden.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** E-mail addresses as they are written in the configuration. */
final class Addresses {
    static final String FORM =
            "an address such as sales@example.org or Sales <sales@example.org>, a domain with letters"
                    + " outside ASCII in its xn-- form";

    private Addresses() {}

    /** One address, with or without a name; empty for anything else. */
    static Optional<InternetAddress> parse(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        try {
            InternetAddress[] found = InternetAddress.parse(text, true);
            if (found.length != 1 || found[0].isGroup() || !isAscii(found[0].getAddress())) {
                return Optional.empty();
            }
            found[0].validate();
            found[0].setPersonal(found[0].getPersonal(), StandardCharsets.UTF_8.name());
            return Optional.of(found[0]);
        } catch (AddressException e) {
            // It is no address; what one is, the caller says.
            return Optional.empty();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java has UTF-8", e);
        }
    }

    /** The bare address, without the name. */
    static List<String> bare(List<InternetAddress> addresses) {
        return addresses.stream().map(InternetAddress::getAddress).toList();
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
