package io.callwarden.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page for Prometheus: all its figures, with labels masked and without those of single people. */
public final class Figures {
    private static final Pattern OF_PEOPLE = Pattern.compile("(?:# (?:HELP|TYPE) )?callwarden_(?:agent|extension)_.*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Labels that the agent itself fills: no text of the PBX or of people comes there. */
    private static final Pattern OURS =
            Pattern.compile("le|version|revision|java|code|event|path|table|result|quantile");

    private Figures() {}

    /** The lines without comments. */
    public static String masked(String page, Mask mask) {
        return page.lines()
                .filter(line ->
                        !line.startsWith("#") && !OF_PEOPLE.matcher(line).matches())
                .map(line -> line(line, mask))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String line, Mask mask) {
        return LABEL.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(
                        OURS.matcher(found.group(1)).matches()
                                ? found.group()
                                : found.group(1) + "=\"" + mask.of(found.group(2)) + "\""));
    }
}
