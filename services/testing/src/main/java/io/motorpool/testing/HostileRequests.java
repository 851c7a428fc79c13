package io.motorpool.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What nobody in good faith sends, made of the contract: every field of a body in turn of another
 * type, just out of its bounds, unreadable, missing or one too many; parameters likewise; and
 * bodies that are nothing of the kind. The same each time, so that what fails once fails again.
 */
final class HostileRequests {

  /** Bodies that nothing can be made of, whatever the contract says. */
  static final List<String> RUBBISH =
      List.of(
          "",
          "null",
          "[]",
          "[{}]",
          "\"text\"",
          "7",
          "{",
          "{\"a\":1,\"a\":2}",
          "{\"a\":NaN}",
          "{\"a\":1}{\"a\":1}",
          "[".repeat(100_000),
          "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
          "\u0000\uFFFF");

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Stands for half a character, which has to be written as an escape. */
  private static final String HALF_A_CHARACTER = "@half@";

  /** Longer than any text is kept, or any number. */
  private static final int FAR_TOO_LONG = 10_001;

  /** To print, to sort and to store these has broken things before. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          HALF_A_CHARACTER,
          "\u202E\uFEFF\uD83D\uDE97",
          "x".repeat(FAR_TOO_LONG),
          "'; drop table x; --");

  private static final List<String> TIMES =
      List.of(
          "2026-02-30",
          "2026-02-30T25:61:61Z",
          "2026-05-17T10:00:00",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "0000-00-00",
          "0");

  private static final List<String> NUMBERS_IN_WORDS =
      List.of("-1", "-0", "NaN", "1e400", "0x10", "1.005", "999999999999999999999999.99");

  private static final List<JsonNode> NUMBERS =
      List.of(
          IntNode.valueOf(0),
          IntNode.valueOf(-1),
          LongNode.valueOf(1L << 31),
          BigIntegerNode.valueOf(BigInteger.TWO.pow(63)),
          BigIntegerNode.valueOf(BigInteger.TEN.pow(40)),
          DecimalNode.valueOf(new BigDecimal("1E+400")),
          DecimalNode.valueOf(new BigDecimal("0.1")),
          DoubleNode.valueOf(-0.0));

  /** Of each type one. */
  private static final List<JsonNode> TYPES =
      List.of(
          NullNode.instance,
          BooleanNode.TRUE,
          IntNode.valueOf(7),
          TextNode.valueOf("NaN"),
          NODES.arrayNode(),
          NODES.arrayNode().add(NullNode.instance),
          NODES.objectNode(),
          NODES.objectNode().put("x", "x"));

  private HostileRequests() {}

  /**
   * One thing that is different in a body.
   *
   * @param place a JSON pointer
   * @param value what is there instead; null for nothing
   */
  record Change(String place, JsonNode value) {

    @Override
    public String toString() {
      return value == null ? "no " + place : place + "=" + value;
    }

    /** A body with the change, as JSON. */
    String in(ObjectNode body) {
      ObjectNode changed = body.deepCopy();
      int last = place.lastIndexOf('/');
      String name = place.substring(last + 1);
      JsonNode parent = changed.at(place.substring(0, last));
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(name), value);
      } else if (parent instanceof ObjectNode object) {
        if (value == null) {
          object.remove(name);
        } else {
          object.set(name, value);
        }
      }
      return write(changed);
    }
  }

  /**
   * All that can be different in a body.
   *
   * @param schema the body's, without references
   */
  static List<Change> changes(ObjectNode body, JsonNode schema) {
    List<Change> changes = new ArrayList<>();
    change(body, schema, "", changes);
    return changes;
  }

  private static void change(JsonNode node, JsonNode schema, String place, List<Change> changes) {
    if (node instanceof ObjectNode object) {
      Set<String> names = new LinkedHashSet<>();
      schema.path("properties").fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode of = schema.path("properties").path(name);
        String there = place + "/" + name;
        values(of, object.path(name)).forEach(it -> changes.add(new Change(there, it)));
        if (object.has(name)) {
          changes.add(new Change(there, null));
          change(object.get(name), of, there, changes);
        }
      }
      changes.add(new Change(place + "/noSuchField", TextNode.valueOf("x")));
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      JsonNode of = schema.path("items");
      String there = place + "/0";
      values(of, array.get(0)).forEach(it -> changes.add(new Change(there, it)));
      change(array.get(0), of, there, changes);
    }
  }

  private static List<JsonNode> values(JsonNode schema, JsonNode good) {
    List<JsonNode> values = new ArrayList<>(TYPES);
    switch (schema.path("type").asText()) {
      case "string" ->
          texts(schema, good.asText("x")).forEach(it -> values.add(NODES.textNode(it)));
      case "integer" -> {
        values.addAll(NUMBERS);
        bounds(schema).forEach(it -> values.add(BigIntegerNode.valueOf(it)));
      }
      case "array" -> {
        if (schema.path("maxItems").asInt() < FAR_TOO_LONG && !good.path(0).isMissingNode()) {
          ArrayNode many = NODES.arrayNode();
          for (int i = 0; i <= schema.path("maxItems").asInt(); i++) {
            many.add(good.get(0));
          }
          values.add(many);
        }
      }
      default -> {
        // A boolean or an object is as it is, or it is not one.
      }
    }
    return values;
  }

  /** Texts that are too long, too short, or of no such format. */
  private static Set<String> texts(JsonNode schema, String good) {
    String format = schema.path("format").asText();
    Set<String> texts = new LinkedHashSet<>(TEXTS);
    if (format.startsWith("date")) {
      texts.addAll(TIMES);
    } else if (format.equals("decimal")) {
      texts.addAll(NUMBERS_IN_WORDS);
    } else if (format.equals("uuid")) {
      texts.addAll(List.of("x".repeat(36), good + "0", "{" + good + "}"));
    } else {
      texts.add("ZZZ");
      texts.add(good.toLowerCase(Locale.ROOT));
    }
    if (schema.has("maxLength")) {
      int most = schema.get("maxLength").asInt();
      texts.add("x".repeat(most + 1));
      texts.add(good + lastOf(good).repeat(Math.max(0, most + 1 - good.length())));
    }
    if (schema.path("minLength").asInt() > 1) {
      texts.add(good.substring(0, Math.min(good.length(), schema.get("minLength").asInt() - 1)));
    }
    return texts;
  }

  private static String lastOf(String text) {
    return text.isEmpty() ? "x" : text.substring(text.length() - 1);
  }

  /** Numbers next to the bounds, on the other side. */
  private static List<BigInteger> bounds(JsonNode schema) {
    List<BigInteger> bounds = new ArrayList<>();
    if (schema.has("minimum")) {
      bounds.add(schema.get("minimum").bigIntegerValue().subtract(BigInteger.ONE));
    }
    if (schema.has("maximum")) {
      bounds.add(schema.get("maximum").bigIntegerValue().add(BigInteger.ONE));
    }
    return bounds;
  }

  /**
   * Values of a parameter, as they are before they are encoded.
   *
   * @param schema the parameter's, without references
   */
  static List<String> parameters(JsonNode schema, String good) {
    Set<String> values = new LinkedHashSet<>(texts(schema, good));
    values.addAll(TIMES);
    values.addAll(NUMBERS_IN_WORDS);
    bounds(schema).forEach(it -> values.add(it.toString()));
    return values.stream()
        .filter(it -> !it.isEmpty() && !it.equals(HALF_A_CHARACTER))
        .map(it -> it.length() > 2_000 ? it.substring(0, 2_000) : it)
        .toList();
  }

  private static String write(ObjectNode body) {
    try {
      return JSON.writeValueAsString(body).replace(HALF_A_CHARACTER, "\\ud83d");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
