package io.callwarden.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

class EscapingTest {
    @Property
    void anyTextSurvivesJson(@ForAll String text) {
        String well = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(Facts.JSON.readTree("\"" + Escaping.JSON.of(well) + "\"").stringValue())
                .isEqualTo(well);
    }

    @Property
    void noTextOpensATagOrAnEntity(@ForAll @StringLength(max = 40) String text) {
        for (Escaping escaping : List.of(Escaping.HTML, Escaping.SLACK)) {
            assertThat(escaping.of(text).replaceAll("&(amp|lt|gt|quot|#39);", ""))
                    .doesNotContain("<")
                    .doesNotContain(">")
                    .doesNotContain("&");
        }
    }

    @Property
    void noTextIsMarkdown(@ForAll @CharRange(from = '\u0001', to = '\u007e') @StringLength(max = 40) String text) {
        String shown = "**Call back " + Escaping.MARKDOWN.of(text) + ".**";
        Node document = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(shown);

        document.accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node parent) {
                for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                    assertThat(child).as(shown).isInstanceOfAny(Text.class, Paragraph.class, StrongEmphasis.class);
                }
                super.visitChildren(parent);
            }
        });
        assertThat(shown.substring(12)).doesNotContainPattern("[@:/#~][A-Za-z0-9/]");
    }
}
