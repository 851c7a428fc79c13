package io.motorpool.billing.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * Which deposits to list; what is empty does not matter.
 *
 * @param customerId only this customer's
 * @param reservationId only this reservation's
 * @param status only those in this state
 */
public record DepositFilter(
    Optional<UUID> customerId, Optional<UUID> reservationId, Optional<Deposit.Status> status) {}
