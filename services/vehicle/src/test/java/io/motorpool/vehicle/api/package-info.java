/** The running service against its contract. */
package io.motorpool.vehicle.api;
