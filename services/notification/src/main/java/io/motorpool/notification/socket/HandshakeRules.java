package io.motorpool.notification.socket;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Refuses with 400 a handshake for what is not a customer's id, or after what is not a place,
 * before there is a WebSocket.
 */
public class HandshakeRules extends ServerEndpointConfig.Configurator {

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    String path = request.getRequestURI().getPath();
    if (LiveTopics.customerId(path.substring(path.lastIndexOf('/') + 1)).isEmpty()) {
      throw refusal("The topic's last part is the id of a customer, a UUID");
    }
    try {
      LiveTopics.after(request.getQueryString());
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage());
    }
  }

  private static RequestException refusal(String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .message(message)
        .build();
  }
}
