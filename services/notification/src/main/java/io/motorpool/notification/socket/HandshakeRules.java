package io.motorpool.notification.socket;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.motorpool.platform.identity.IssuerUnavailable;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.UUID;

/**
 * Refuses a handshake before there is a WebSocket: with 400 for what is not a customer's id, or a
 * query that says anything but where to go on and by which ticket; with 401, 403 or 404 for who may
 * not follow the customer.
 */
public class HandshakeRules extends ServerEndpointConfig.Configurator {

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    String path = request.getRequestURI().getPath();
    UUID customerId =
        LiveTopics.customerId(path.substring(path.lastIndexOf('/') + 1))
            .orElseThrow(
                () ->
                    refusal(
                        Status.BAD_REQUEST_400,
                        "The topic's last part is the id of a customer, a UUID"));
    TopicQuery query;
    try {
      query = TopicQuery.of(request.getQueryString());
    } catch (IllegalArgumentException e) {
      throw refusal(Status.BAD_REQUEST_400, e.getMessage());
    }
    switch (judge(request, customerId, query)) {
      case ADMITTED -> {
        // Whoever opens the topic next on this thread is welcome.
      }
      case UNKNOWN -> throw refusal(Status.UNAUTHORIZED_401, "Send a token, or a ticket");
      case FORBIDDEN -> throw refusal(Status.FORBIDDEN_403, "This is for customers and the desk");
      case NOT_THERE -> throw refusal(Status.NOT_FOUND_404, "There is no such topic");
      default -> throw new IllegalStateException("No such verdict");
    }
  }

  private static Admission.Verdict judge(
      HandshakeRequest request, UUID customerId, TopicQuery query) {
    try {
      // Not made by the container, which could have injected it.
      return CDI.current()
          .select(Admission.class)
          .get()
          .judge(customerId, request.getHeaders().get("Authorization"), query.ticket());
    } catch (IssuerUnavailable e) {
      throw refusal(Status.SERVICE_UNAVAILABLE_503, e.getMessage());
    }
  }

  private static RequestException refusal(Status status, String message) {
    RequestException.Builder refusal =
        RequestException.builder()
            .type(
                status.equals(Status.BAD_REQUEST_400)
                    ? DirectHandler.EventType.BAD_REQUEST
                    : DirectHandler.EventType.OTHER)
            .status(status)
            .message(message);
    return (status.equals(Status.UNAUTHORIZED_401)
            ? refusal.header(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"))
            : refusal)
        .build();
  }
}
