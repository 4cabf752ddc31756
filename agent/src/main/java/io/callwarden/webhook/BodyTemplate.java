package io.callwarden.webhook;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;

/**
 * A Mustache template of a body. Every value is escaped as the type of the body needs it, in double and in triple braces, so that nothing
 * a caller calls himself becomes markup. Templates see maps, lists and values, no Java. Immutable, thread-safe.
 */
final class BodyTemplate {
    /** Longest body, in characters. */
    static final int MOST_CHARS = 256 * 1024;

    private final Escaping escaping;
    private final Template template;

    private BodyTemplate(Escaping escaping, Template template) {
        this.escaping = escaping;
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException if it is none
     */
    static BodyTemplate parse(String text, Escaping escaping) {
        try {
            return new BodyTemplate(
                    escaping,
                    Mustache.compiler()
                            .escapeHTML(false)
                            .defaultValue("")
                            .emptyStringIsFalse(true)
                            .withCollector(new FactsOnly())
                            .withFormatter(value -> write(value, escaping))
                            .withLoader(name -> {
                                throw new MustacheException(
                                        "{{> " + name + "}} cannot be used: there is one template only");
                            })
                            .compile(text));
        } catch (MustacheException e) {
            throw new TemplateException("is no Mustache template (%s)".formatted(e.getMessage()));
        }
    }

    /**
     * Makes the body.
     *
     * @throws TemplateException if it becomes too long, or is to be JSON and is not
     */
    String render(Map<String, Object> facts) {
        Bounded body = new Bounded();
        try {
            template.execute(facts, body);
        } catch (MustacheException e) {
            throw new TemplateException("cannot be filled in (%s)".formatted(e.getMessage()));
        }
        String text = body.text.toString();
        if (escaping == Escaping.JSON) {
            requireJson(text);
        }
        return text;
    }

    private static void requireJson(String text) {
        try {
            if (Facts.JSON.readTree(text).isMissingNode()) {
                throw new TemplateException("gives an empty body instead of JSON");
            }
        } catch (JacksonException e) {
            throw new TemplateException("gives no JSON (%s)".formatted(e.getOriginalMessage()));
        }
    }

    /** In JSON an object or list stands as it is; everything else is text to be escaped. */
    private static String write(Object value, Escaping escaping) {
        if (value instanceof View) {
            return "";
        }
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            String json = Facts.JSON.writeValueAsString(value);
            return escaping == Escaping.JSON ? json : escaping.of(json);
        }
        return escaping.of(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }

    /** Looks things up in maps and views only: what a template names is never a Java method. */
    private static final class FactsOnly implements Mustache.Collector {
        @Override
        public Iterator<?> toIterator(Object value) {
            return value instanceof List<?> list ? list.iterator() : null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            if (context instanceof View) {
                return (view, key) -> ((View) view).get(key);
            }
            return context instanceof Map<?, ?>
                    ? (map, key) ->
                            ((Map<?, ?>) map).containsKey(key) ? ((Map<?, ?>) map).get(key) : Template.NO_FETCHER_FOUND
                    : null;
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            // The template lives long and is used by several threads; the names in it are few.
            return new ConcurrentHashMap<>();
        }
    }

    private static final class Bounded extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] chars, int from, int length) throws IOException {
            if (text.length() + length > MOST_CHARS) {
                throw new IOException("longer than " + MOST_CHARS + " characters");
            }
            text.append(chars, from, length);
        }

        @Override
        public void flush() {
            // in memory
        }

        @Override
        public void close() {
            // in memory
        }
    }
}
