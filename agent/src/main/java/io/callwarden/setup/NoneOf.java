package io.callwarden.setup;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * POSIX extended expressions for "begins like no word of a list", as these have no way to say "not": letter by letter, whatever leads away
 * from all words. For AB and AC: {@code [^A]|A(END|[^BC]|B[^E]|C[^E])}, where E stands for what comes behind a word.
 */
final class NoneOf {
    private NoneOf() {}

    /**
     * The expression.
     *
     * @param words of letters, digits and underscores, not empty
     * @param end expression for the end of the text
     * @param more expression for a character that makes another word of a whole one
     * @param notFirst further characters with which the text may begin and still be a word
     */
    static String of(Collection<String> words, String end, String more, String notFirst) {
        return "([^" + notFirst + letters(words) + "]|" + branches(words, end, more) + ")";
    }

    private static String after(Collection<String> rests, String end, String more) {
        List<String> longer = rests.stream().filter(rest -> !rest.isEmpty()).toList();
        if (longer.isEmpty()) {
            return more;
        }
        if (longer.size() < rests.size()) {
            throw new IllegalArgumentException("one word must not be the beginning of another");
        }
        return "(" + end + "|[^" + letters(longer) + "]|" + branches(longer, end, more) + ")";
    }

    private static String branches(Collection<String> words, String end, String more) {
        return words.stream()
                .collect(Collectors.groupingBy(
                        word -> word.charAt(0),
                        TreeMap::new,
                        Collectors.mapping(word -> word.substring(1), Collectors.toList())))
                .entrySet()
                .stream()
                .map(branch -> branch.getKey() + after(branch.getValue(), end, more))
                .collect(Collectors.joining("|"));
    }

    private static String letters(Collection<String> words) {
        return words.stream()
                .map(word -> word.substring(0, 1))
                .distinct()
                .sorted()
                .collect(Collectors.joining());
    }
}
