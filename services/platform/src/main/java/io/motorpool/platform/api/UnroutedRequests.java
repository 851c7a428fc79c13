package io.motorpool.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Answers what the server refuses outside of every resource, with a problem as well: a path that
 * leads nowhere, a query that is none, a body that is too large.
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
        .addFilter(UnroutedRequests::refuseMalformedQuery)
        .error(HttpException.class, this::answer);
  }

  /** The server's own check is off, because it knows no colon; what is left breaks further in. */
  private static void refuseMalformedQuery(
      FilterChain chain, RoutingRequest request, RoutingResponse response) {
    try {
      new URI("/?" + request.query().rawValue());
    } catch (URISyntaxException e) {
      // Without the query, which may hold personal data and would be logged. Not a
      // BadRequestException: to that the server answers by itself, in plain text.
      throw new HttpException("The query is malformed", Status.BAD_REQUEST_400);
    }
    chain.proceed();
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
