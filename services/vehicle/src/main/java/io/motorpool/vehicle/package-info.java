/**
 * The vehicle service: branches, vehicle classes with their rates, the fleet, and what is free
 * where and when. Each vehicle's schedule is kept from what the reservation service publishes.
 *
 * <p>Not here: the decision about a double booking (reservation); what is said here is advice, a
 * moment behind the reservations.
 */
package io.motorpool.vehicle;
