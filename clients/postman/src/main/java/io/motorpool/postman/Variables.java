package io.motorpool.postman;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that requests have filled so far, each with a value as the contracts' examples have
 * it: so what is made of them can be held to the contracts before anything runs.
 */
final class Variables {

  private static final Pattern NAME = Pattern.compile("\\{\\{([^{}]+)}}");

  private final Map<String, JsonNode> samples = new HashMap<>();

  void put(String name, JsonNode sample) {
    samples.put(name, sample);
  }

  /** JSON as Postman is to send it: a variable that is a number stands without quotation marks. */
  String template(String json) {
    String template = json;
    for (Map.Entry<String, JsonNode> sample : samples.entrySet()) {
      if (sample.getValue().isNumber()) {
        String name = "{{" + sample.getKey() + "}}";
        template = template.replace("\"" + name + "\"", name);
      }
    }
    return template;
  }

  /**
   * A text with the samples in it.
   *
   * @throws IllegalArgumentException if no request before has filled a variable
   */
  String filled(String template) {
    return NAME.matcher(template)
        .replaceAll(
            name -> {
              JsonNode sample = samples.get(name.group(1));
              if (sample == null) {
                throw new IllegalArgumentException("Nothing has filled " + name.group());
              }
              return Matcher.quoteReplacement(sample.asText());
            });
  }
}
