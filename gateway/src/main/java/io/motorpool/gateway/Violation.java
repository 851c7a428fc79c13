package io.motorpool.gateway;

import io.vertx.core.json.JsonObject;

/**
 * One thing that is wrong with a request.
 *
 * @param kind where it is, {@code pointer} or {@code parameter}, as the contracts' problems have it
 * @param place a JSON pointer in a URI fragment, or the parameter's name
 * @param detail what has to be there, never what was sent: it may be personal, and it may be large
 */
record Violation(String kind, String place, String detail) {

  /**
   * @param pointer the place in the body, {@code ""} for the whole
   */
  static Violation inBody(String pointer, String detail) {
    return new Violation("pointer", "#" + pointer, detail);
  }

  static Violation inParameter(String name, String detail) {
    return new Violation("parameter", name, detail);
  }

  JsonObject toJson() {
    return new JsonObject().put(kind, place).put("detail", detail);
  }
}
