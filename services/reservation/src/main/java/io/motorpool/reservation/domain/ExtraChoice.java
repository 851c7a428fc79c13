package io.motorpool.reservation.domain;

/**
 * Something that is to be rented along with the vehicle.
 *
 * @param code the extra's code in the tariff
 * @param quantity how many, at least one
 */
public record ExtraChoice(String code, int quantity) {}
