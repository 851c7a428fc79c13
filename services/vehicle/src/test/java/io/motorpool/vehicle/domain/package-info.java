/** The rules of the fleet, without database, HTTP and broker. */
package io.motorpool.vehicle.domain;
