package io.callwarden.recovery;

import io.callwarden.call.Call;
import io.callwarden.call.Caller;
import io.callwarden.call.Direction;
import io.callwarden.call.Outcome;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Tells who the customer of a call is, and what the call means for reaching him. One customer in five spellings is one; two customers are
 * never one: numbers are compared whole, in E.164, or as they came where they are no public number. Stateless; any thread.
 */
public final class Customers {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 40;
    /** Of a public number, ITU-T E.164. */
    private static final int MOST_DIGITS = 15;

    /** What trunks put in place of a number that is withheld (RFC 3323, RFC 3325 and usage). */
    private static final Set<String> WITHHELD = Set.of(
            "anonymous",
            "unknown",
            "private",
            "restricted",
            "unavailable",
            "withheld",
            "blocked",
            "asterisk",
            "nobody",
            "null",
            "none",
            "s");

    private final UnaryOperator<String> e164;
    private final Predicate<String> extension;

    /**
     * For the numbers of one site.
     *
     * @param e164 the number in E.164, null where it is no public number
     * @param extension whether a number is one of the company's own phones
     */
    public Customers(UnaryOperator<String> e164, Predicate<String> extension) {
        this.e164 = e164;
        this.extension = extension;
    }

    /** The customer of a call; empty where it has none, or none that could be told from others or called back. */
    public Optional<String> of(Call call) {
        return of(call.direction(), call.caller(), call.did());
    }

    /** As the other, of a call whose record is not there yet. */
    Optional<String> of(Direction direction, Caller caller, String did) {
        return switch (direction) {
            case INBOUND -> caller.e164() == null ? key(caller.number()) : Optional.of(caller.e164());
            case OUTBOUND -> key(did);
            case INTERNAL -> Optional.empty();
        };
    }

    /** The form in which a number is compared; empty for extensions, withheld and malformed ones. */
    public Optional<String> key(String number) {
        if (number == null || number.isBlank()) {
            return Optional.empty();
        }
        String whole = number.strip();
        String international = e164.apply(whole);
        if (international != null) {
            return Optional.of(international);
        }
        String plain = whole.toLowerCase(Locale.ROOT);
        return usable(plain) && !WITHHELD.contains(plain) && !extension.test(whole)
                ? Optional.of(plain)
                : Optional.empty();
    }

    /** A short or unknown national number, or an alphanumeric id; neither a row of zeros nor more digits than a number can have. */
    private static boolean usable(String plain) {
        if (plain.length() < SHORTEST || plain.length() > LONGEST) {
            return false;
        }
        boolean digitsOnly = true;
        boolean zerosOnly = true;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean digit = '0' <= c && c <= '9';
            if (!digit && !('a' <= c && c <= 'z') && "._-".indexOf(c) < 0) {
                return false;
            }
            digitsOnly &= digit;
            zerosOnly &= c == '0';
        }
        return !zerosOnly && !(digitsOnly && plain.length() > MOST_DIGITS);
    }

    /** What the call means for reaching its customer; empty where it means nothing, or where that was not seen. */
    public static Optional<Fact> fact(Call call) {
        if (call.direction() == Direction.INTERNAL) {
            return Optional.empty();
        }
        boolean inbound = call.direction() == Direction.INBOUND;
        if (call.outcome() == Outcome.ANSWERED) {
            return Optional.of(talk(call, inbound));
        }
        if (inbound) {
            return call.missed()
                    ? Optional.of(
                            new Fact.Missed(call.id().toString(), call.id().pbx(), end(call), call.did(), call.queue()))
                    : Optional.empty();
        }
        return call.outcome() == Outcome.UNKNOWN
                ? Optional.empty()
                : Optional.of(new Fact.Attempt(
                        call.id().toString(), end(call), call.caller().number()));
    }

    private static Fact talk(Call call, boolean inbound) {
        Instant answered = call.answer() == null ? null : call.answer().at();
        Instant from = answered == null ? call.times().startedAt() : answered;
        Instant to = call.times().endedAt();
        String employee = inbound
                ? call.answer() == null ? null : call.answer().extension()
                : call.caller().number();
        // Of a talk whose end was not seen only its beginning is known.
        return new Fact.Talk(
                call.id().toString(), from, to == null || to.isBefore(from) ? from : to, !inbound, employee);
    }

    /** Where the end was not seen, what is known for certain is that the call was there when it began. */
    private static Instant end(Call call) {
        return call.times().endedAt() == null
                ? call.times().startedAt()
                : call.times().endedAt();
    }
}
