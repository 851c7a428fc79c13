package io.motorpool.gateway.portal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Schemas as tables: a row for each property, with all that the schema says of it. */
final class SchemaTables {

  private static final String SCHEMAS = "#/components/schemas/";

  /** What has a place of its own in a row; everything else is listed as a bound. */
  private static final Set<String> PLACED =
      Set.of(
          "$ref",
          "type",
          "format",
          "description",
          "enum",
          "items",
          "properties",
          "required",
          "example");

  private SchemaTables() {}

  /** A schema with its description; what its properties are in turn is linked. */
  static String of(JsonNode schema) {
    StringBuilder html = new StringBuilder();
    if (schema.has("description")) {
      html.append(Html.prose(schema.get("description").stringValue()));
    }
    if (!schema.has("properties")) {
      return html.append("<p>")
          .append(type(schema))
          .append("</p>")
          .append(bounds(schema))
          .toString();
    }
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.stringValue()));
    html.append(
        "<table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>");
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      html.append(row(property.getKey(), property.getValue(), required));
    }
    return html.append("</tbody></table>").append(bounds(schema)).toString();
  }

  /** The name of the schema that is referred to. */
  static String name(JsonNode reference) {
    return reference.get("$ref").stringValue().substring(SCHEMAS.length());
  }

  static String anchor(String name) {
    return "schema-" + name;
  }

  private static String row(String name, JsonNode property, Set<String> required) {
    String description =
        property.has("description") ? Html.prose(property.get("description").stringValue()) : "";
    return "<tr><td>%s%s</td><td>%s</td><td>%s%s</td></tr>\n"
        .formatted(
            Html.code(name),
            required.contains(name) ? " <em class=\"required\">required</em>" : "",
            type(property),
            description,
            bounds(property));
  }

  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      return Html.link(anchor(name(schema)), Html.escaped(name(schema)));
    }
    if (schema.has("items")) {
      return "array of " + type(schema.get("items"));
    }
    String type = Html.escaped(schema.path("type").asString("anything"));
    return schema.has("format")
        ? type
            + " <span class=\"format\">"
            + Html.escaped(schema.get("format").stringValue())
            + "</span>"
        : type;
  }

  private static String bounds(JsonNode schema) {
    StringBuilder html = new StringBuilder();
    if (schema.has("enum")) {
      html.append(bound("one of", Html.codes(strings(schema.get("enum")))));
    }
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (!PLACED.contains(keyword.getKey())) {
        html.append(bound(keyword.getKey(), Html.code(text(keyword.getValue()))));
      }
    }
    if (schema.has("example")) {
      html.append(bound("example", Html.code(text(schema.get("example")))));
    }
    if (schema.has("items") && !schema.get("items").has("$ref")) {
      JsonNode items = schema.get("items");
      html.append(
          bound(
              "each",
              (items.has("description") ? Html.prose(items.get("description").stringValue()) : "")
                  + bounds(items)));
    }
    return html.isEmpty() ? "" : "<dl class=\"bounds\">" + html + "</dl>";
  }

  private static String bound(String name, String html) {
    return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(Html.escaped(name), html);
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(SchemaTables::text).toList();
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }
}
