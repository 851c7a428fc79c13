package io.motorpool.platform.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.motorpool.platform.time.Iso8601;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.function.Function;

/**
 * JSON as the contracts have it: unknown and repeated fields are refused, a value of the wrong JSON
 * type is not bent into shape, absent values are left out, times are ISO 8601 in UTC.
 */
@Provider
public class ObjectMapperProvider implements ContextResolver<ObjectMapper> {

  private static final int DEEPEST_NESTING = 32;
  private static final int LONGEST_STRING = 100_000;

  private final ObjectMapper mapper = strictMapper();

  /** A mapper of its own for the caller, with these settings. */
  public static ObjectMapper strictMapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(
                new SimpleModule()
                    .addDeserializer(String.class, new StorableTextDeserializer())
                    .addDeserializer(LocalDate.class, text(LocalDate.class, Iso8601::date))
                    .addDeserializer(LocalTime.class, text(LocalTime.class, LocalTime::parse))
                    .addDeserializer(
                        OffsetDateTime.class, text(OffsetDateTime.class, Iso8601::dateTime)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            // The bounds of a list's elements say nothing of null, and no contract allows one.
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            // Amounts of money are decimals in strings; numbers are taken too.
            .withCoercionConfig(
                LogicalType.Float,
                config -> config.setCoercion(CoercionInputShape.String, CoercionAction.TryConvert))
            // Nothing written is no id, not an absent one.
            .withCoercionConfig(
                LogicalType.OtherScalar,
                config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .withCoercionConfig(
                LogicalType.Textual,
                config ->
                    config
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST_NESTING)
                .maxStringLength(LONGEST_STRING)
                .build());
    return mapper;
  }

  private static <T> TextDeserializer<T> text(Class<T> type, Function<String, T> parser) {
    return new TextDeserializer<>(type, parser);
  }

  @Override
  public ObjectMapper getContext(Class<?> type) {
    return mapper;
  }
}
