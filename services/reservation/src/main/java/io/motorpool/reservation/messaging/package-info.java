/** The events that reservations cause, and the events of billing that move reservations on. */
package io.motorpool.reservation.messaging;
