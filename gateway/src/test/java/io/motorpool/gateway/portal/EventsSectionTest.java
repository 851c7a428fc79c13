package io.motorpool.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventsSectionTest {

  /** But for what it links to, if that is somewhere else. */
  private static final Pattern TAG =
      Pattern.compile("<(?:a href=\"(?:mailto:)?([^#\"][^\"]*)\"|[^>]+)>");

  private final JsonNode document = document();
  private final String html = EventsSection.of(document);

  @Test
  void nothingThatTheDocumentSaysIsLeftOut() {
    List<String> said = new ArrayList<>();
    collect("", document, said);
    assertThat(said).hasSizeGreaterThan(1_000);
    String text = plain(TAG.matcher(html).replaceAll("$1"));
    assertThat(said.stream().filter(it -> !text.contains(it)).distinct()).isEmpty();
  }

  @Test
  void everyLinkInThePageLeadsSomewhere() {
    List<String> targets =
        Pattern.compile("href=\"#([^\"]+)\"")
            .matcher(html)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(targets)
        .hasSizeGreaterThan(200)
        .allSatisfy(target -> assertThat(html).containsOnlyOnce("id=\"" + target + "\""));
  }

  @Test
  void aMessageStandsWithItsPayloadAndItsExample() {
    String message =
        html.substring(
            html.indexOf("id=\"message-reservationCreated\""),
            html.indexOf("id=\"message-reservationConfirmed\""));
    assertThat(message)
        .contains("reservation.created", "ReservationEvent", "<code>specversion</code>")
        .contains("ReservationSnapshot", "<code>holdExpiresAt</code>")
        .contains("&quot;status&quot; : &quot;PENDING&quot;");
  }

  @Test
  void whatLooksLikeATagIsNone() {
    JsonNode evil =
        JsonMapper.shared()
            .readTree(
                document
                    .toString()
                    .replace(
                        "A reservation was made", "<script>alert(1)</script>\\n\\n<img src=x>"));
    assertThat(EventsSection.of(evil)).doesNotContain("<script", "<img").contains("&lt;script&gt;");
  }

  /** Every name of the document's own, and every value, but for references. */
  private static void collect(String key, JsonNode node, List<String> said) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (Set.of("properties", "schemas").contains(key)) {
          said.add(entry.getKey());
        }
        if (!entry.getKey().equals("$ref")) {
          collect(entry.getKey(), entry.getValue(), said);
        }
      }
    } else if (node.isArray()) {
      node.forEach(element -> collect(key, element, said));
    } else {
      said.add(plain(node.asString()));
    }
  }

  /**
   * As it is read: without the marks of code, and with whatever white space there is between the
   * words.
   */
  private static String plain(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replace("`", "")
        .replace("\\\\", "\\")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static JsonNode document() {
    try (InputStream stream =
        EventsSectionTest.class.getResourceAsStream("/META-INF/motorpool/bundled/events.yaml")) {
      return JsonMapper.shared().valueToTree(new Yaml().<Map<String, Object>>load(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
