package io.motorpool.reservation.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/**
 * Where a reservation comes from that was made before Motorpool was in use.
 *
 * @param reference what it was known by then
 * @param chargedAmount what the customer was charged, with tax, in the reservation's currency
 */
@Embeddable
public record ImportedRental(
    @Column(name = "past_reference") String reference,
    @Column(name = "past_charged_amount") BigDecimal chargedAmount) {}
