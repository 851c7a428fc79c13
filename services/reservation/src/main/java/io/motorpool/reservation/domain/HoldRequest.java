package io.motorpool.reservation.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * What is agreed on for a reservation, whichever vehicle it will be.
 *
 * @param customerId who rents
 * @param channel by whom it is asked for
 * @param agreement what it costs and is settled by
 * @param itinerary where and when
 * @param quoteId the quote that is used up by it, if there is one
 */
record HoldRequest(
    UUID customerId,
    Channel channel,
    Agreement agreement,
    Itinerary itinerary,
    Optional<UUID> quoteId) {}
