/**
 * Reservations, their prices and their rules. Knows neither HTTP resources nor messages; what it
 * needs to know of customers and vehicles it asks through {@code CustomerDirectory} and {@code
 * Fleet}.
 */
package io.motorpool.reservation.domain;
