package io.motorpool.notification.socket;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/** Refuses a handshake for what is not a customer's id with 400, before there is a WebSocket. */
public class CustomerIdRequired extends ServerEndpointConfig.Configurator {

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    String path = request.getRequestURI().getPath();
    if (LiveTopics.customerId(path.substring(path.lastIndexOf('/') + 1)).isEmpty()) {
      throw RequestException.builder()
          .type(DirectHandler.EventType.BAD_REQUEST)
          .message("The topic's last part is the id of a customer, a UUID")
          .build();
    }
  }
}
