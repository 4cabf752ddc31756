package io.callwarden.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Whom the phones that rang belong to. Pure. */
public final class Rings {
    private Rings() {}

    /**
     * Gives each ring to the person whose phone it was. Several phones of one person that rang at the same time are one ring, the one
     * whose result says most.
     *
     * @param person by extension; null for phones that are nobody's
     */
    public static <P> void each(List<Ring> rings, Function<String, P> person, BiConsumer<P, Ring> reader) {
        Map<P, List<Ring>> byPerson = new LinkedHashMap<>();
        for (Ring ring : rings) {
            P whose = ring.extension() == null ? null : person.apply(ring.extension());
            if (whose != null) {
                byPerson.computeIfAbsent(whose, each -> new ArrayList<>(1)).add(ring);
            }
        }
        byPerson.forEach((whose, all) -> {
            boolean one = all.stream().map(Ring::extension).distinct().count() < 2;
            for (int i = 0; i < all.size(); i++) {
                if (one || !isToldByAnother(i, all)) {
                    reader.accept(whose, all.get(i));
                }
            }
        });
    }

    private static boolean isToldByAnother(int index, List<Ring> rings) {
        Ring ring = rings.get(index);
        for (int i = 0; i < rings.size(); i++) {
            Ring other = rings.get(i);
            if (!other.extension().equals(ring.extension()) && overlap(ring, other)) {
                int more = weight(other.result()) - weight(ring.result());
                if (more > 0 || more == 0 && i < index) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int weight(RingResult result) {
        return switch (result) {
            case ANSWERED -> 3;
            case DECLINED -> 2;
            case NO_ANSWER -> 1;
            case ANSWERED_ELSEWHERE, BUSY, UNREACHABLE, CALLER_GAVE_UP -> 0;
        };
    }

    private static boolean overlap(Ring one, Ring other) {
        return one.triedAt().isBefore(other.triedAt().plus(other.rang()))
                && other.triedAt().isBefore(one.triedAt().plus(one.rang()));
    }
}
