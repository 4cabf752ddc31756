package io.callwarden.web;

import io.callwarden.export.SafeText;
import java.util.regex.Pattern;

/** Text on its way into a page. */
final class Html {
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

    private Html() {}

    /** As text between tags or in a quoted attribute: names of callers come from outside. Null is nothing. */
    static String escape(String text) {
        return text == null ? "" : SafeText.markup(CONTROLS.matcher(text).replaceAll(" "));
    }
}
