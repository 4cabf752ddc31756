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
    private final String text;

    private BodyTemplate(Escaping escaping, Template template, String text) {
        this.escaping = escaping;
        this.template = template;
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @throws TemplateException if it is none
     */
    static BodyTemplate parse(String text, Escaping escaping) {
        try {
            Template template =
                    compiler(escaping, new FactsOnly()).defaultValue("").compile(text);
            return new BodyTemplate(escaping, template, text);
        } catch (MustacheException e) {
            throw new TemplateException("is no Mustache template (%s)".formatted(e.getMessage()));
        }
    }

    private static Mustache.Compiler compiler(Escaping escaping, Mustache.Collector facts) {
        return Mustache.compiler()
                .escapeHTML(false)
                .emptyStringIsFalse(true)
                .withCollector(facts)
                .withFormatter(value -> write(value, escaping))
                .withLoader(name -> {
                    throw new MustacheException("{{> " + name + "}} cannot be used: there is one template only");
                });
    }

    /**
     * Looks for names that stand for nothing. A body is made all the same where one does: then it is empty there.
     *
     * @throws TemplateException if it uses such a name where these facts are
     */
    void requireKnownNames(Map<String, Object> facts) {
        try {
            compiler(escaping, new KnownFactsOnly(facts.get("values")))
                    .nullValue("")
                    .strictSections(true)
                    .compile(text)
                    .execute(facts, new Bounded());
        } catch (MustacheException.Context e) {
            throw new TemplateException(
                    "names \"%s\", which is nothing that is told (line %d)".formatted(e.key, e.lineNo));
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
        String made = body.text.toString();
        if (escaping == Escaping.JSON) {
            requireJson(made);
        }
        return made;
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
    private static class FactsOnly implements Mustache.Collector {
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

    /** Tells a name that is not there from one that has no value just now. Which values there are is up to the operator. */
    private static final class KnownFactsOnly extends FactsOnly {
        private final Object values;

        KnownFactsOnly(Object values) {
            this.values = values;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            Mustache.VariableFetcher fetcher = super.createFetcher(context, name);
            return fetcher == null
                    ? null
                    : (facts, key) -> isKnown(facts, key) ? fetcher.get(facts, key) : unknown(facts);
        }

        private static boolean isKnown(Object facts, String key) {
            return (facts instanceof View view ? view.facts() : (Map<?, ?>) facts).containsKey(key);
        }

        private Object unknown(Object facts) {
            Object seen = facts instanceof View view ? view.facts() : facts;
            return seen == values ? null : Template.NO_FETCHER_FOUND;
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
