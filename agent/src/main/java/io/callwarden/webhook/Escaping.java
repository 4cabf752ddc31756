package io.callwarden.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.io.JsonStringEncoder;

/** Makes any text harmless within a body, or within markup that a body carries. Pure. */
enum Escaping {
    /** Within the quotes of a JSON string. */
    JSON {
        @Override
        String of(String text) {
            return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
        }
    },
    /** A value of a form, or of a query. */
    FORM {
        @Override
        String of(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    },
    /** Within HTML or XML, attributes included; in Telegram's HTML too, which knows these entities. */
    HTML {
        @Override
        String of(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }
    },
    /** Plain text: nothing is markup. */
    PLAIN {
        @Override
        String of(String text) {
            return text;
        }
    },
    /** Within Slack's mrkdwn: no link, no mention, no new line; stars and the like may still make text bold. */
    SLACK {
        @Override
        String of(String text) {
            String oneLine = LINE_ENDS.matcher(text).replaceAll(" ");
            return oneLine.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    },
    /** Within BB code, which has no way to quote a bracket: it becomes a parenthesis. */
    BBCODE {
        @Override
        String of(String text) {
            return text.replace('[', '(').replace(']', ')');
        }
    },
    /** Within Markdown, as Mattermost and Teams have it: no style, no link, no mention, no new line. */
    MARKDOWN {
        @Override
        String of(String text) {
            String oneLine = LINE_ENDS.matcher(text).replaceAll(" ");
            String plain = MARKS.matcher(oneLine).replaceAll("\\\\$0");
            return MENTIONS.matcher(plain).replaceAll(match -> match.group() + NOTHING);
        }
    };

    /** A word joiner: not seen, and what it stands behind begins nothing. */
    private static final String NOTHING = "\u2060";

    private static final Pattern LINE_ENDS = Pattern.compile("[\\p{Cc}\u2028\u2029]+");
    private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]()<>#+\\-.!|~&$]");
    private static final Pattern MENTIONS = Pattern.compile("[@:/#~]");

    /** The text, so that it is nothing but text there. */
    abstract String of(String text);

    /** What a body of that type needs; {@link #PLAIN} where it is not known. */
    static Escaping ofContentType(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/json") || type.endsWith("+json")) {
            return JSON;
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return FORM;
        }
        return type.equals("text/html") || type.endsWith("xml") ? HTML : PLAIN;
    }
}
