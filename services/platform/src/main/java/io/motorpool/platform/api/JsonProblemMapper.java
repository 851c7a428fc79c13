package io.motorpool.platform.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A body that is not JSON, or JSON of another shape than the contract's: 400, by its place. */
public abstract class JsonProblemMapper<E extends JacksonException> implements ExceptionMapper<E> {

  @Context private UriInfo uriInfo;

  /** JSON of another shape. Goes before the mapper that comes with the JSON library. */
  @Provider
  @Priority(1)
  public static class Shape extends JsonProblemMapper<JsonMappingException> {}

  /** Not JSON. Goes before the mapper that comes with the JSON library. */
  @Provider
  @Priority(1)
  public static class Syntax extends JsonProblemMapper<JsonParseException> {}

  /** JSON with a name or a number that is longer than is read. */
  @Provider
  @Priority(1)
  public static class Bounds extends JsonProblemMapper<StreamConstraintsException> {}

  @Override
  public Response toResponse(E exception) {
    String pointer = exception instanceof JsonMappingException mapping ? pointer(mapping) : "";
    return Problems.invalidInput(uriInfo, List.of(Problems.inBody(pointer, detail(exception))));
  }

  private static String pointer(JsonMappingException exception) {
    return exception.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? String.valueOf(step.getIndex())
                    : step.getFieldName().replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining("/", "/", ""))
        .replaceFirst("^/$", "");
  }

  /** Says what is expected, never what was sent: it may be personal, and it may be large. */
  private static String detail(JacksonException exception) {
    return switch (exception) {
      case UnrecognizedPropertyException e -> "is not a field of the contract";
      case InvalidFormatException e when e.getTargetType().isEnum() ->
          "must be one of " + Arrays.toString(e.getTargetType().getEnumConstants());
      case InvalidFormatException e when e.getTargetType() == String.class ->
          "must not contain the character U+0000";
      case MismatchedInputException e when e.getTargetType() != null ->
          "must be " + nameOf(e.getTargetType());
      case ValueInstantiationException e when e.getType().isEnumType() ->
          "must be one of " + Arrays.toString(e.getType().getRawClass().getEnumConstants());
      case JsonMappingException e when e.getPath().isEmpty() -> "is not readable as JSON";
      case JsonMappingException e -> "is not as the contract has it";
      case StreamConstraintsException e -> "is nested too deeply, or has a part that is too long";
      default -> "is not well-formed JSON, or has a field twice";
    };
  }

  private static String nameOf(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "a string";
      case "Integer", "Long", "int", "long" -> "an integer";
      case "BigDecimal" -> "a decimal";
      case "Boolean", "boolean" -> "true or false";
      case "UUID" -> "a UUID";
      case "LocalDate" -> "a date, as in 2026-05-17";
      case "OffsetDateTime", "Instant" -> "a date-time, as in 2026-05-17T10:00:00Z";
      case "List", "ArrayList", "Set" -> "an array";
      default -> "an object of the contract's shape";
    };
  }
}
