package io.motorpool.reservation.domain;

import java.util.Optional;

/**
 * What can be replaced of a cancellation policy.
 *
 * @param name as customers see it
 * @param vehicleClass the class it is for, an ACRISS code; empty if for none in particular
 * @param terms what it says
 */
public record CancellationPolicyDetails(
    String name, Optional<String> vehicleClass, CancellationTerms terms) {}
