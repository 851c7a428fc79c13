package io.motorpool.customer.api;

import io.motorpool.contracts.customer.api.OperationsApi;
import io.motorpool.platform.operations.ParkedEventAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What those who run the service look after, over HTTP. */
@ApplicationScoped
public class OperationsResource implements OperationsApi {

  private final ParkedEventAnswers parkedEvents;

  /** For the container, which makes the client proxy with it. */
  protected OperationsResource() {
    this(null);
  }

  /**
   * @param parkedEvents answers for the events that the service gave up on
   */
  @Inject
  public OperationsResource(ParkedEventAnswers parkedEvents) {
    this.parkedEvents = parkedEvents;
  }

  @Override
  public Response listCustomerParkedEvents(Integer limit, String cursor) {
    return parkedEvents.list(limit, cursor);
  }

  @Override
  public Response getCustomerParkedEvent(UUID parkedEventId) {
    return parkedEvents.get(parkedEventId);
  }

  @Override
  public Response discardCustomerParkedEvent(UUID parkedEventId, String reason) {
    return parkedEvents.discard(parkedEventId, reason);
  }

  @Override
  public Response replayCustomerParkedEvent(UUID parkedEventId) {
    return parkedEvents.replay(parkedEventId);
  }
}
