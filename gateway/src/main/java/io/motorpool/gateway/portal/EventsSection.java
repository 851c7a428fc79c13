package io.motorpool.gateway.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An AsyncAPI 3 document to read: its channels, operations, messages with payload and example, and
 * schemas. All that the document says is there, so that nobody has to open it for what a page left
 * out. It is made once from the document and needs no script.
 *
 * <p>The document is bundled: its references lead to its own components, and the operations of a
 * channel are found by the channel they refer to.
 */
final class EventsSection {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final JsonNode document;
  private final StringBuilder html = new StringBuilder();

  private EventsSection(JsonNode document) {
    this.document = document;
  }

  static String of(JsonNode document) {
    return new EventsSection(document).written();
  }

  private String written() {
    contents();
    html.append("<div class=\"events\">\n");
    introduction();
    section("channels", "Channels", "channels", this::channel);
    section("operations", "Operations", "operations", this::operation);
    section("messages", "Messages", "components/messages", this::message);
    section("schemas", "Schemas", "components/schemas", this::schema);
    return html.append("</div>\n").toString();
  }

  private void contents() {
    html.append("<nav class=\"contents\" aria-label=\"Events\">\n");
    contents("Channels", "channels", "channel-", "address");
    contents("Operations", "operations", "operation-", "title");
    contents("Messages", "components/messages", "message-", "name");
    contents("Schemas", "components/schemas", "schema-", "");
    html.append("</nav>\n");
  }

  private void contents(String title, String place, String prefix, String label) {
    html.append("<h2>").append(title).append("</h2>\n<ul>\n");
    for (Map.Entry<String, JsonNode> entry : at(place).properties()) {
      String text = entry.getValue().path(label).asString(entry.getKey());
      html.append("<li>")
          .append(Html.link(prefix + entry.getKey(), Html.escaped(text)))
          .append("</li>\n");
    }
    html.append("</ul>\n");
  }

  private void introduction() {
    JsonNode info = document.get("info");
    html.append(
            "<h1>%s <small>%s</small></h1>\n".formatted(text(info, "title"), text(info, "version")))
        .append(Html.prose(info.get("description").stringValue()))
        .append(
            "<p class=\"about\">AsyncAPI %s · %s · %s · %s</p>\n"
                .formatted(
                    text(document, "asyncapi"),
                    Html.code(document.get("defaultContentType").stringValue()),
                    outwards(
                        info.at("/contact/name"),
                        "mailto:" + info.at("/contact/email").stringValue()),
                    outwards(info.at("/license/name"), info.at("/license/url").stringValue())))
        .append(
            "<table><thead><tr><th>Server</th><th>Where</th><th>What it is</th></tr></thead><tbody>\n");
    for (Map.Entry<String, JsonNode> server : document.get("servers").properties()) {
      JsonNode it = server.getValue();
      html.append(
          "<tr id=\"server-%s\"><td>%s</td><td>%s %s</td><td>%s%s</td></tr>\n"
              .formatted(
                  Html.escaped(server.getKey()),
                  text(it, "title"),
                  Html.code(
                      it.get("protocol").stringValue() + "://" + it.get("host").stringValue()),
                  text(it, "protocolVersion"),
                  Html.prose(it.get("description").stringValue()),
                  tags(it)));
    }
    html.append("</tbody></table>\n");
  }

  private static String outwards(JsonNode name, String target) {
    return "<a href=\"%s\">%s</a>"
        .formatted(Html.escaped(target), Html.escaped(name.stringValue()));
  }

  /** What is written of one of the things of a section. */
  private interface Writer {
    void write(String key, JsonNode node);
  }

  private void section(String id, String title, String place, Writer writer) {
    html.append("<section id=\"%s\">\n<h2>%s</h2>\n".formatted(id, title));
    at(place).properties().forEach(entry -> writer.write(entry.getKey(), entry.getValue()));
    html.append("</section>\n");
  }

  private void channel(String key, JsonNode channel) {
    begin("channel-" + key, text(channel, "title"));
    html.append(
            "<p class=\"address\">%s %s</p>\n"
                .formatted(
                    Html.code(channel.get("address").stringValue()),
                    channel
                        .get("servers")
                        .valueStream()
                        .map(this::server)
                        .collect(Collectors.joining(" "))))
        .append(Html.prose(channel.get("description").stringValue()));
    parameters(channel.path("parameters"));
    html.append("<ul class=\"operations\">\n");
    for (Map.Entry<String, JsonNode> operation : at("operations").properties()) {
      if (key.equals(last(operation.getValue().at("/channel/$ref")))) {
        html.append("<li>")
            .append(action(operation.getValue()))
            .append(
                Html.link("operation-" + operation.getKey(), text(operation.getValue(), "title")))
            .append("</li>\n");
      }
    }
    html.append("</ul>\n<p>Messages: ").append(messages(channel)).append("</p>\n");
    bindings(channel);
    end();
  }

  private String server(JsonNode reference) {
    String name = last(reference.get("$ref"));
    return "<a class=\"tag\" href=\"#server-%1$s\">%1$s</a>".formatted(Html.escaped(name));
  }

  private void parameters(JsonNode parameters) {
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      JsonNode it = parameter.getValue();
      html.append(
          "<p>%s: %s"
              .formatted(Html.code("{" + parameter.getKey() + "}"), text(it, "description")));
      if (it.has("enum")) {
        html.append(" One of ").append(Html.codes(strings(it.get("enum")))).append('.');
      }
      html.append(" For example ")
          .append(Html.codes(strings(it.get("examples"))))
          .append(".</p>\n");
    }
  }

  private String messages(JsonNode channel) {
    List<String> links = new ArrayList<>();
    for (JsonNode reference : channel.get("messages")) {
      links.add(messageLink(last(reference.get("$ref"))));
    }
    return String.join(", ", links);
  }

  private String messageLink(String key) {
    return Html.link(
        "message-" + key, Html.code(at("components/messages").get(key).get("name").stringValue()));
  }

  private void operation(String key, JsonNode operation) {
    begin("operation-" + key, text(operation, "title"));
    String channel = last(operation.at("/channel/$ref"));
    html.append(
            "<p>%s %s %s</p>\n"
                .formatted(
                    action(operation),
                    Html.link(
                        "channel-" + channel,
                        Html.code(at("channels").get(channel).get("address").stringValue())),
                    tags(operation)))
        .append(Html.prose(operation.get("summary").stringValue()));
    bindings(operation);
    end();
  }

  private static String action(JsonNode operation) {
    return "<span class=\"action %1$s\">%1$s</span> ".formatted(text(operation, "action"));
  }

  private void message(String key, JsonNode message) {
    begin(
        "message-" + key,
        Html.code(message.get("name").stringValue()) + " " + text(message, "title"));
    html.append(Html.prose(message.get("summary").stringValue()));
    List<String> channels = new ArrayList<>();
    for (Map.Entry<String, JsonNode> channel : at("channels").properties()) {
      if (channel.getValue().get("messages").has(key)) {
        channels.add(
            Html.link(
                "channel-" + channel.getKey(),
                Html.code(channel.getValue().get("address").stringValue())));
      }
    }
    html.append(
        "<p>On %s, as %s</p>\n"
            .formatted(
                String.join(", ", channels), Html.code(message.get("contentType").stringValue())));
    html.append("<div class=\"payload\">\n<div>\n");
    payload(message.get("payload"));
    html.append("</div>\n<div>\n");
    for (JsonNode example : message.get("examples")) {
      html.append(
              "<h4>Example: %s <small>%s</small></h4>\n"
                  .formatted(text(example, "summary"), text(example, "name")))
          .append(
              "<pre><code>%s</code></pre>\n".formatted(Html.escaped(json(example.get("payload")))));
    }
    html.append("</div>\n</div>\n");
    end();
  }

  /**
   * The envelope, and what is in it: a reader wants to see the data, not the name of its schema.
   */
  private void payload(JsonNode payload) {
    JsonNode envelope = payload.get("schema");
    html.append(
            "<h4>Payload: %s <small>%s</small></h4>\n"
                .formatted(schemaLink(envelope), text(payload, "schemaFormat")))
        .append(SchemaTables.of(schemaOf(envelope)));
    JsonNode data = schemaOf(envelope).at("/properties/data");
    html.append("<h4>%s: %s</h4>\n".formatted(Html.code("data"), schemaLink(data)))
        .append(SchemaTables.of(schemaOf(data)));
  }

  private JsonNode schemaOf(JsonNode reference) {
    return at("components/schemas").get(SchemaTables.name(reference));
  }

  private static String schemaLink(JsonNode reference) {
    String name = SchemaTables.name(reference);
    return Html.link(SchemaTables.anchor(name), Html.escaped(name));
  }

  private void schema(String name, JsonNode schema) {
    begin(SchemaTables.anchor(name), Html.code(name));
    html.append(SchemaTables.of(schema));
    end();
  }

  private void bindings(JsonNode node) {
    if (node.has("bindings")) {
      html.append(
          "<details><summary>Bindings</summary><pre><code>%s</code></pre></details>\n"
              .formatted(Html.escaped(json(node.get("bindings")))));
    }
  }

  private void begin(String id, String title) {
    html.append("<article id=\"%s\">\n<h3>%s</h3>\n".formatted(Html.escaped(id), title));
  }

  private void end() {
    html.append("</article>\n");
  }

  private JsonNode at(String place) {
    return document.at("/" + place);
  }

  private static String tags(JsonNode node) {
    return node.path("tags")
        .valueStream()
        .map(
            tag ->
                "<span class=\"tag\">%s</span> %s"
                    .formatted(text(tag, "name"), text(tag, "description")))
        .collect(Collectors.joining(" "));
  }

  /** A field as it may stand in the page; nothing if the node has none. */
  private static String text(JsonNode node, String field) {
    return Html.escaped(node.path(field).asString(""));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::stringValue).toList();
  }

  private static String last(JsonNode reference) {
    String pointer = reference.stringValue();
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  private static String json(JsonNode node) {
    return JSON.writeValueAsString(node);
  }
}
