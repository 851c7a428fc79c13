package io.motorpool.platform.api;

import io.motorpool.platform.time.Iso8601;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;

/**
 * Values in paths and queries, read as strictly as in bodies; for the services and for their
 * clients. Dates and times are ISO 8601. Of truth values the framework would take anything but
 * {@code true} for {@code false}.
 */
@Provider
public class ParameterConverters implements ParamConverterProvider {

  private static final Map<Class<?>, Function<String, ?>> PARSERS =
      Map.of(
          LocalDate.class,
          Iso8601::date,
          OffsetDateTime.class,
          Iso8601::dateTime,
          Boolean.class,
          ParameterConverters::truth);

  @Override
  public <T> ParamConverter<T> getConverter(
      Class<T> type, Type genericType, Annotation[] annotations) {
    Function<String, ?> parser = PARSERS.get(type);
    return parser == null
        ? null
        : new ParamConverter<>() {
          @Override
          public T fromString(String value) {
            return value == null ? null : type.cast(parser.apply(value));
          }

          @Override
          public String toString(T value) {
            return value == null ? null : value.toString();
          }
        };
  }

  private static Boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("Neither true nor false");
    };
  }
}
