/** The running service against the reservations' events. */
package io.motorpool.vehicle.messaging;
