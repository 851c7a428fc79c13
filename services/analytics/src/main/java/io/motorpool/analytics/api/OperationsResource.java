package io.motorpool.analytics.api;

import io.motorpool.analytics.messaging.FactEvents;
import io.motorpool.contracts.analytics.api.OperationsApi;
import io.motorpool.platform.operations.ParkedEventAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What those who run the service look after, over HTTP. */
@ApplicationScoped
public class OperationsResource implements OperationsApi {

  private final ParkedEventAnswers parkedEvents;
  private final FactEvents facts;

  /** For the container, which makes the client proxy with it. */
  protected OperationsResource() {
    this(null, null);
  }

  /**
   * @param parkedEvents answers for the events that the service gave up on
   * @param facts makes the facts again
   */
  @Inject
  public OperationsResource(ParkedEventAnswers parkedEvents, FactEvents facts) {
    this.parkedEvents = parkedEvents;
    this.facts = facts;
  }

  @Override
  public Response rebuildAnalytics() {
    return Response.ok(FigureModels.rebuild(facts.rebuild())).build();
  }

  @Override
  public Response listAnalyticsParkedEvents(Integer limit, String cursor) {
    return parkedEvents.list(limit, cursor);
  }

  @Override
  public Response getAnalyticsParkedEvent(UUID parkedEventId) {
    return parkedEvents.get(parkedEventId);
  }

  @Override
  public Response discardAnalyticsParkedEvent(UUID parkedEventId, String reason) {
    return parkedEvents.discard(parkedEventId, reason);
  }

  @Override
  public Response replayAnalyticsParkedEvent(UUID parkedEventId) {
    return parkedEvents.replay(parkedEventId);
  }
}
