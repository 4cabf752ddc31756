package io.callwarden.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** {@code /runbooks/} lists the runbooks, {@code /runbooks/NAME} shows one: alerts link there, and it works without the Internet. */
final class RunbookPages implements Function<Request, Answer> {
    static final String PATH = "/runbooks/";

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final String SUFFIX = ".md";

    private final Runbooks runbooks;
    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> withoutSuffix(attributes))
            .build();

    RunbookPages(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    @Override
    public Answer apply(Request request) {
        String name = request.path().length() > PATH.length() ? request.path().substring(PATH.length()) : "";
        return name.isEmpty()
                ? page("Runbooks", list())
                : runbooks.text(name)
                        .map(text -> page(name, renderer.render(parser.parse(text))))
                        .orElseGet(() -> Answer.text(
                                404, "No such runbook. There are:\n" + String.join("\n", runbooks.names()) + "\n"));
    }

    /** Files link to each other as files, so that the links work where the source is read, too. */
    private static void withoutSuffix(Map<String, String> attributes) {
        attributes.computeIfPresent(
                "href",
                (attribute, link) -> link.endsWith(SUFFIX) && link.indexOf('/') < 0
                        ? link.substring(0, link.length() - SUFFIX.length())
                        : link);
    }

    private String list() {
        StringBuilder list = new StringBuilder("<h1>Runbooks</h1>\n<p>What to do about each alert.</p>\n<ul>\n");
        for (String name : runbooks.names()) {
            String escaped = Html.escape(name);
            list.append("<li><a href=\"")
                    .append(PATH)
                    .append(escaped)
                    .append("\">")
                    .append(escaped)
                    .append("</a></li>\n");
        }
        return list.append("</ul>\n").toString();
    }

    private static Answer page(String title, String body) {
        return Answer.page("text/html; charset=utf-8", """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - Callwarden</title>
                <link rel="stylesheet" href="/style.css">
                </head>
                <body>
                %s<footer><a href="/runbooks/">All runbooks</a>, <a href="/callbacks">call-backs</a>, <a href="/">the agent</a></footer>
                </body>
                </html>
                """.formatted(Html.escape(title), body));
    }
}
