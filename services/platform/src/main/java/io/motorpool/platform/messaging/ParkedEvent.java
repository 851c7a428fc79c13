package io.motorpool.platform.messaging;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that was given up on.
 *
 * @param id given when it was parked; later ones have greater ids
 * @param eventId the event's own id, or null if the message was no event at all
 * @param type the event's type, or null likewise
 * @param reason why it failed the last time
 * @param attempts how often it was tried, replays included
 * @param bodyBytes the size of the message
 * @param parkedAt when it was parked
 */
public record ParkedEvent(
    UUID id,
    String eventId,
    String type,
    String reason,
    int attempts,
    int bodyBytes,
    Instant parkedAt) {}
