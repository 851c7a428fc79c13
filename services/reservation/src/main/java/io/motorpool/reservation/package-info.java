/**
 * The reservation service: who has which vehicle when, and at what price. It orchestrates the
 * rental: it asks the customer and the vehicle service before it holds a vehicle, and moves on with
 * what billing says.
 *
 * <p>Not here: invoices (billing), the vehicles' whereabouts (vehicle), what customers are told
 * (notification).
 */
package io.motorpool.reservation;
