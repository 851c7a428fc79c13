package io.motorpool.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * Mends what Helidon 4.1 makes of the contract at {@code /openapi}: it writes whole numbers that
 * are too large for an {@code int} with a tag of YAML, which as JSON nobody can read.
 */
@ApplicationScoped
public class ServedContract {

  private static final Pattern TAGGED_NUMBER = Pattern.compile("!!float '(-?\\d+)'");

  void register(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object event,
      BeanManager beans) {
    beans
        .getExtension(ServerCdiExtension.class)
        .serverRoutingBuilder()
        .addFilter(ServedContract::mend);
  }

  private static void mend(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (request.path().rawPath().equals("/openapi")) {
      response.streamFilter(Untagged::new);
    }
    chain.proceed();
  }

  /** Keeps the document until it is whole. */
  private static final class Untagged extends ByteArrayOutputStream {

    private final OutputStream answer;
    private boolean closed;

    private Untagged(OutputStream answer) {
      this.answer = answer;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (answer) {
          answer.write(TAGGED_NUMBER.matcher(toString(UTF_8)).replaceAll("$1").getBytes(UTF_8));
        }
      }
    }
  }
}
