package io.motorpool.vehicle.domain;

/**
 * So many of an extra, rented along with a vehicle.
 *
 * @param code the extra's code
 * @param details its price and rules
 * @param quantity how many, at least one
 */
public record RentedExtra(String code, ExtraDetails details, int quantity) {}
