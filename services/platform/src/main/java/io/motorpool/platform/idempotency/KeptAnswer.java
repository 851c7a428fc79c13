package io.motorpool.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.motorpool.platform.api.ObjectMapperProvider;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The answer to a request, byte by byte as it is given each time.
 *
 * @param status the HTTP status
 * @param location the Location header, or null
 * @param etag the ETag header, or null
 * @param body JSON
 */
record KeptAnswer(int status, String location, String etag, byte[] body) {

  private static final ObjectMapper MAPPER = ObjectMapperProvider.strictMapper();

  static KeptAnswer of(Response response) {
    return new KeptAnswer(
        response.getStatus(),
        response.getHeaderString(HttpHeaders.LOCATION),
        response.getHeaderString(HttpHeaders.ETAG),
        write(response.getEntity()));
  }

  /** A body as it is sent. */
  static byte[] write(Object body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Response toResponse() {
    return Response.status(status)
        .header(HttpHeaders.LOCATION, location)
        .header(HttpHeaders.ETAG, etag)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body)
        .build();
  }
}
