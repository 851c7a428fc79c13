package io.motorpool.gateway.portal;

import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Text of a document as it may stand in a page. */
final class Html {

  private static final Parser MARKDOWN = Parser.builder().build();

  // The documents are our own; nothing that looks like a tag becomes one all the same.
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  private Html() {}

  /** Text that means nothing but itself, in an element or in a quoted attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A description, which is written in CommonMark. */
  static String prose(String markdown) {
    return RENDERER.render(MARKDOWN.parse(markdown));
  }

  static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  /** Several, as code, with a comma between them. */
  static String codes(List<String> texts) {
    return String.join(", ", texts.stream().map(Html::code).toList());
  }

  static String link(String target, String html) {
    return "<a href=\"#%s\">%s</a>".formatted(escaped(target), html);
  }
}
