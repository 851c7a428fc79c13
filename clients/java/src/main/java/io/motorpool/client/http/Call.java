package io.motorpool.client.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A call as it is put together: the operation, and what it is called with. Used once. */
public final class Call {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final String method;
  private final StringBuilder query = new StringBuilder();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String path;
  private Object body;
  private String mediaType;

  private Call(String method, String path) {
    this.method = method;
    this.path = path;
    headers.put("Accept", "application/problem+json");
  }

  /**
   * Begins a call.
   *
   * @param method the HTTP method
   * @param path with parameters in braces
   * @return the call, to be gone on with
   */
  public static Call of(String method, String path) {
    return new Call(method, path);
  }

  /**
   * Fills in a parameter of the path.
   *
   * @param name as it is in the braces
   * @param value any but null
   * @return this
   * @throws IllegalArgumentException if the value is missing
   */
  public Call path(String name, Object value) {
    if (value == null || value.toString().isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    path = path.replace("{" + name + "}", encode(value));
    return this;
  }

  /**
   * Adds a parameter of the query.
   *
   * @param name of the parameter
   * @param value null to leave it out
   * @return this
   */
  public Call query(String name, Object value) {
    if (value != null) {
      query.append(query.length() == 0 ? '?' : '&').append(encode(name)).append('=');
      query.append(encode(value));
    }
    return this;
  }

  /**
   * Sets a header field that the operation knows. An operation that knows an idempotency key always
   * gets one, a new one where the caller has none.
   *
   * @param name of the field
   * @param value null to leave it out
   * @return this
   */
  public Call header(String name, Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    } else if (name.equals(IDEMPOTENCY_KEY)) {
      headers.put(name, UUID.randomUUID().toString());
    }
    return this;
  }

  /**
   * Sets the body.
   *
   * @param body an object of the contract, or a string where that is no JSON
   * @param mediaType what the body is sent as
   * @return this
   */
  public Call body(Object body, String mediaType) {
    if (body == null) {
      throw new IllegalArgumentException("The body is missing");
    }
    this.body = body;
    this.mediaType = mediaType;
    headers.put("Content-Type", mediaType);
    return this;
  }

  /**
   * Sets what a good answer is to be. Problems are taken anyway.
   *
   * @param mediaType as which the answer is wanted
   * @return this
   */
  public Call accept(String mediaType) {
    headers.put("Accept", mediaType + ", application/problem+json");
    return this;
  }

  /** Whether it may be sent again when nobody knows what became of it. */
  boolean isRepeatable() {
    return method.equals("GET") || headers.containsKey(IDEMPOTENCY_KEY);
  }

  String method() {
    return method;
  }

  /** Path and query, after the base address. */
  String target() {
    return path + query;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The body's bytes; null for none. */
  byte[] bytes() {
    if (body == null) {
      return null;
    }
    if (body instanceof String text && !mediaType.contains("json")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Json.MAPPER.writeValueAsBytes(body);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  /** For messages: the query may hold what is nobody's business. */
  @Override
  public String toString() {
    return method + " " + path;
  }

  private static String encode(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
