package io.callwarden;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What takes effect when the configuration is read anew.
 *
 * @param before settings that there were
 * @param after settings that there are
 * @param keys those among them that differ
 */
record Change(Set<String> before, Set<String> after, Set<String> keys) {
    /** Things of which there are any number, each with a name. */
    private static final Pattern NAMED = Pattern.compile("((?:pbxs|notify\\.webhooks|notify\\.mails)\\.[^.]+)\\..*");

    /** Whether a setting differs that begins so. */
    boolean touches(String beginning) {
        return keys.stream().anyMatch(key -> key.startsWith(beginning));
    }

    /** For people: the keys, but what came or went as a whole by its name only. */
    List<String> words() {
        Set<String> words = new TreeSet<>();
        for (String key : keys) {
            Matcher named = NAMED.matcher(key);
            if (named.matches() && !has(before, named.group(1))) {
                words.add(named.group(1) + " (new)");
            } else if (named.matches() && !has(after, named.group(1))) {
                words.add(named.group(1) + " (removed)");
            } else {
                words.add(key);
            }
        }
        return new ArrayList<>(words);
    }

    private static boolean has(Set<String> keys, String name) {
        return keys.stream().anyMatch(key -> key.startsWith(name + "."));
    }
}
