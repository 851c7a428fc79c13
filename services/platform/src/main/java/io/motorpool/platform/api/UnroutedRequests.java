package io.motorpool.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Locale;

/**
 * Answers what the server refuses outside of every resource, with a problem as well: a path that
 * leads nowhere, a body that is too large.
 */
@ApplicationScoped
public class UnroutedRequests {

  private final ObjectMapper mapper = ObjectMapperProvider.strictMapper();

  void register(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object event,
      BeanManager beans) {
    beans
        .getExtension(ServerCdiExtension.class)
        .serverRoutingBuilder()
        .error(HttpException.class, this::answer);
  }

  private void answer(ServerRequest request, ServerResponse response, HttpException refusal) {
    Status status = refusal.status();
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, Problems.PROBLEM_JSON.toString());
    response.send(
        json(
            status.code(),
            status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
            status.reasonPhrase(),
            request.path().rawPath()));
  }

  private byte[] json(int status, String type, String title, String path) {
    try {
      return mapper.writeValueAsBytes(
          Problems.problem(status, type, title, title + ".", path, List.of()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
