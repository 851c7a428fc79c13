package io.motorpool.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.motorpool.platform.api.ObjectMapperProvider;
import io.motorpool.platform.identity.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A request, as far as one has to know it to recognise it when it comes again. */
public final class KeyedRequest {

  private static final ObjectMapper MAPPER = ObjectMapperProvider.strictMapper();
  private static final ObjectWriter CANONICAL =
      MAPPER.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final String key;
  private final String operation;
  private final List<Object> input;
  private final String caller;

  /**
   * @param key the Idempotency-Key header, or null if there was none
   * @param operation the operation's name in the contract, which tells the routes apart
   * @param input the path parameters and the body, all that decides what the request does
   */
  public KeyedRequest(String key, String operation, Object... input) {
    this.key = key;
    this.operation = Objects.requireNonNull(operation, "operation");
    this.input = List.of(input);
    this.caller = Caller.current().map(Caller::subject).orElse("");
  }

  Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /**
   * What the key is bound to: the same key means something else in another scope. That is the
   * operation and the caller, so that nobody is given the answer to somebody else's request; of the
   * caller only a hash, which has the same length for every issuer's subjects.
   */
  String scope() {
    return caller.isEmpty() ? operation : operation + " " + hash(caller.getBytes(UTF_8));
  }

  private static String hash(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes));
  }

  /** SHA-256 of the input as JSON, whatever the order of its fields and the space between them. */
  byte[] hash() {
    try {
      // As maps, whose entries can be ordered.
      Object plain = MAPPER.convertValue(input, Object.class);
      return sha256(CANONICAL.writeValueAsBytes(plain));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a hash is that of this request's input. */
  boolean hasHash(byte[] other) {
    return Arrays.equals(hash(), other);
  }
}
