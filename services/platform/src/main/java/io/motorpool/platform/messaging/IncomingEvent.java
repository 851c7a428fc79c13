package io.motorpool.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.motorpool.contracts.event.model.EventType;
import io.motorpool.platform.api.ObjectMapperProvider;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An event as it arrived.
 *
 * @param id unique among the events of its source
 * @param source who published it, for example {@code /motorpool/reservation}
 * @param type what happened, for example {@code reservation.created}
 * @param subject the id of the thing it is about, or null
 * @param time when it happened, or null if the publisher did not say
 * @param traceparent the trace it belongs to, or null
 * @param data the publisher's JSON
 * @param body the whole event as it was received
 */
public record IncomingEvent(
    String id,
    URI source,
    String type,
    String subject,
    Instant time,
    String traceparent,
    JsonNode data,
    String body) {

  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  /** A consumer ignores what it does not know, so that a publisher may add to its events. */
  private static final ObjectMapper TOLERANT =
      ObjectMapperProvider.strictMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * The type as the contract has it.
   *
   * @throws MalformedEvent if the contract does not know it
   */
  public EventType contractType() {
    try {
      return EventType.fromValue(type);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent("The contract has no event " + type, e);
    }
  }

  /** For a type of the contract that the consumer has no use for: its queue should not get it. */
  public MalformedEvent unexpected() {
    return new MalformedEvent("Not an event for this consumer: " + type, null);
  }

  /**
   * The event's data as a type of the contract.
   *
   * @throws MalformedEvent if the data does not have that shape, or breaks a bound of the contract
   */
  public <T> T data(Class<T> type) {
    T value;
    try {
      value = TOLERANT.treeToValue(data, type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new MalformedEvent("The data is not a " + type.getSimpleName(), e);
    }
    if (value == null) {
      throw new MalformedEvent("The data is null", null);
    }
    Set<ConstraintViolation<T>> violations = VALIDATOR.validate(value);
    if (!violations.isEmpty()) {
      throw new MalformedEvent(
          violations.stream()
              .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
              .sorted()
              .collect(Collectors.joining(", ")),
          null);
    }
    return value;
  }
}
