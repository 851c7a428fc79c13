package io.motorpool.postman;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A place in an answer: a JSON pointer, in which {@code [field=value]} is the element that has it.
 */
final class Place {

  /** The same in JavaScript, for the tests of the requests. */
  static final String SCRIPT =
      "const at = (place) => place.split('/').slice(1).reduce((there, step) => {"
          + " const [, field, value] = step.match(/^\\[(\\w+)=(.*)\\]$/) ?? [];"
          + " return field ? there?.find((it) => it[field] === value) : there?.[step]; }, body);";

  private Place() {}

  /**
   * What is there in an example. An element is sought by a value that examples need not have; then
   * the first one stands for it, as all have the same fields.
   *
   * @throws IllegalArgumentException if there is nothing, or the elements have no such field
   */
  static JsonNode in(JsonNode example, String place) {
    JsonNode there = example;
    for (String step : place.substring(1).split("/")) {
      if (step.startsWith("[")) {
        String field = step.substring(1, step.indexOf('='));
        there = there.path(0);
        if (!there.has(field)) {
          throw new IllegalArgumentException("The contracts have no " + field + " in " + place);
        }
      } else {
        there = there.isArray() ? there.path(Integer.parseInt(step)) : there.path(step);
      }
    }
    if (there.isMissingNode()) {
      throw new IllegalArgumentException("The contracts have nothing at " + place);
    }
    return there;
  }
}
