package io.motorpool.client;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * An answer with what stands around its body.
 *
 * @param status the HTTP status, 200 to 299
 * @param headers its header fields
 * @param body what was asked for; null where there is nothing to tell
 * @param <T> the type of the body
 */
public record Answer<T>(int status, HttpHeaders headers, T body) {

  /**
   * The version of what was read, to be sent as {@code ifMatch} with a change of it: then the
   * change is made to what was seen, or refused with 412.
   *
   * @return the answer's {@code ETag}, as it was sent
   * @throws IllegalStateException if the answer has none, as those of lists
   */
  public String eTag() {
    return headers
        .firstValue("ETag")
        .orElseThrow(() -> new IllegalStateException("The answer has no ETag"));
  }

  /**
   * Where what was created can be read.
   *
   * @return the path, for an answer of 201
   */
  public Optional<String> location() {
    return headers.firstValue("Location");
  }

  /**
   * The ETag of a version, for who has kept the version of something and not the answer that it was
   * in.
   *
   * @param version the {@code version} of what was read
   * @return the value for {@code ifMatch}
   */
  public static String eTag(long version) {
    return "\"" + version + "\"";
  }
}
