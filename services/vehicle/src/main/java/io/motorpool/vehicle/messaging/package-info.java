/** The reservations' events, from which the vehicles' schedules and whereabouts are kept. */
package io.motorpool.vehicle.messaging;
