package io.motorpool.testing;

import static org.awaitility.Awaitility.await;

import io.helidon.http.Headers;
import io.helidon.microprofile.server.ServerCdiExtension;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.interceptor.Interceptor;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Looks at every request that a service under test gets and at what it answers, whoever asks, and
 * reports what is not as the service's contract has it. It stands before everything else in the
 * service's own server, so that it sees what the server answers by itself, too; the exception is
 * what never becomes a request, as a malformed first line or a body beyond the server's limit.
 */
public final class TrafficWatch implements Extension {

  /** Whose connection is lost gets no answer, and nothing more is to be seen of it. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private static final Set<Object> UNANSWERED = ConcurrentHashMap.newKeySet();

  void register(
      @Observes
          @Priority(Interceptor.Priority.PLATFORM_BEFORE)
          @Initialized(ApplicationScoped.class)
          Object event,
      BeanManager beans) {
    String service = ConfigProvider.getConfig().getValue("motorpool.service", String.class);
    ContractTraffic contract = ContractTraffic.of(service);
    beans
        .getExtension(ServerCdiExtension.class)
        .serverRoutingBuilder()
        .addFilter((chain, request, response) -> watch(contract, chain, request, response));
  }

  /** Waits until all that was asked is answered and looked at. */
  static void awaitAnswers() {
    try {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .atMost(LAST_WORDS)
          .until(UNANSWERED::isEmpty);
    } catch (ConditionTimeoutException e) {
      UNANSWERED.clear();
    }
  }

  private static void watch(
      ContractTraffic contract,
      FilterChain chain,
      RoutingRequest request,
      RoutingResponse response) {
    Recording recording = new Recording();
    UNANSWERED.add(recording);
    request.streamFilter(recording::request);
    response.streamFilter(recording::answer);
    response.whenSent(
        () -> {
          try {
            contract.check(recording.of(request, response)).forEach(Drift::report);
          } catch (RuntimeException e) {
            Drift.report("Not to be checked: " + path(request) + ": " + e);
          } finally {
            UNANSWERED.remove(recording);
          }
        });
    chain.proceed();
  }

  /** As it was sent: what the request itself tells depends on who is at work on it. */
  private static String path(RoutingRequest request) {
    return request.prologue().uriPath().rawPath();
  }

  /** Both bodies as they go by. */
  private static final class Recording {

    private final ByteArrayOutputStream requestBody = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answerBody = new ByteArrayOutputStream();

    private InputStream request(InputStream body) {
      return new FilterInputStream(body) {
        @Override
        public boolean markSupported() {
          // What is read twice would be recorded twice.
          return false;
        }

        @Override
        public int read() throws IOException {
          int read = super.read();
          if (read >= 0) {
            requestBody.write(read);
          }
          return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          int read = super.read(buffer, offset, length);
          requestBody.write(buffer, offset, Math.max(read, 0));
          return read;
        }
      };
    }

    private OutputStream answer(OutputStream body) {
      // An answer that was not sent yet may be taken back, for another one.
      answerBody.reset();
      return new FilterOutputStream(body) {
        @Override
        public void write(int written) throws IOException {
          out.write(written);
          answerBody.write(written);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
          out.write(buffer, offset, length);
          answerBody.write(buffer, offset, length);
        }
      };
    }

    private HttpExchange of(RoutingRequest request, RoutingResponse response) {
      return new HttpExchange(
          request.prologue().method().text(),
          path(request),
          request.query().rawValue(),
          headers(request.headers()),
          requestBody.toByteArray(),
          response.status().code(),
          headers(response.headers()),
          answerBody.toByteArray());
    }

    private static Map<String, List<String>> headers(Headers sent) {
      Map<String, List<String>> headers = new HashMap<>();
      sent.forEach(it -> headers.put(it.name().toLowerCase(Locale.ROOT), it.allValues()));
      return headers;
    }
  }
}
