package io.motorpool.platform.operations;

import io.motorpool.contracts.common.model.ParkedEventBody;
import io.motorpool.contracts.common.model.ParkedEventBodyEncoding;
import io.motorpool.contracts.common.model.ParkedEventPage;
import io.motorpool.contracts.common.model.ParkedEventReplay;
import io.motorpool.contracts.common.model.ParkedEventReplayOutcome;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.messaging.ParkedEvent;
import io.motorpool.platform.messaging.ParkedEvents;
import io.motorpool.platform.time.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The parked events of a service over HTTP. */
@ApplicationScoped
public class ParkedEventAnswers {

  /** As much of a message as is shown; what is valid is far shorter. */
  private static final int MOST_BYTES = 1 << 16;

  private final ParkedEvents parkedEvents;

  /** For the container, which makes the client proxy with it. */
  protected ParkedEventAnswers() {
    this(null);
  }

  /**
   * @param parkedEvents the events that the service gave up on
   */
  @Inject
  public ParkedEventAnswers(ParkedEvents parkedEvents) {
    this.parkedEvents = parkedEvents;
  }

  /**
   * A page of parked events, without their bodies.
   *
   * @param limit the most events of the page
   * @param cursor where it begins, or null for the beginning
   */
  public Response list(int limit, String cursor) {
    List<ParkedEvent> found = parkedEvents.list(Cursor.read(cursor), limit + 1);
    ParkedEventPage page = new ParkedEventPage();
    page.setItems(found.stream().limit(limit).map(ParkedEventAnswers::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, ParkedEvent::id));
    return Response.ok(page).build();
  }

  /** One parked event with its body. */
  public Response get(UUID id) {
    ParkedEvent event = parkedEvents.get(id);
    byte[] body = parkedEvents.body(id, MOST_BYTES);
    return Response.ok(toModel(event).body(body(body, event.bodyBytes()))).build();
  }

  /**
   * Removes a parked event.
   *
   * @param reason why, for the log
   */
  public Response discard(UUID id, String reason) {
    parkedEvents.discard(id, reason);
    return Response.noContent().build();
  }

  /** Has the service process a parked event again. */
  public Response replay(UUID id) {
    ParkedEvents.Replay replay = parkedEvents.replay(id);
    return Response.ok(
            new ParkedEventReplay()
                .parkedEventId(id)
                .eventId(replay.event().id())
                .type(replay.event().type())
                .outcome(ParkedEventReplayOutcome.valueOf(replay.outcome().name())))
        .build();
  }

  private static io.motorpool.contracts.common.model.ParkedEvent toModel(ParkedEvent event) {
    return new io.motorpool.contracts.common.model.ParkedEvent()
        .id(event.id())
        .eventId(event.eventId())
        .type(event.type())
        .reason(event.reason())
        .attempts(event.attempts())
        .bodyBytes((long) event.bodyBytes())
        .parkedAt(Times.toModel(event.parkedAt()));
  }

  static ParkedEventBody body(byte[] bytes, int wholeBytes) {
    ParkedEventBody body = new ParkedEventBody().complete(bytes.length == wholeBytes);
    try {
      // A decoder of one's own is strict: it replaces nothing.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return body.content(text).encoding(ParkedEventBodyEncoding.TEXT);
    } catch (CharacterCodingException e) {
      return body.content(Base64.getEncoder().encodeToString(bytes))
          .encoding(ParkedEventBodyEncoding.BASE64);
    }
  }
}
