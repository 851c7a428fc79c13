package io.motorpool.vehicle.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Where a branch is.
 *
 * @param street street and house number
 * @param city city or town
 * @param postalCode as the country writes it
 * @param country ISO 3166-1 alpha-2
 */
@Embeddable
public record Address(
    String street, String city, @Column(name = "postal_code") String postalCode, String country) {}
