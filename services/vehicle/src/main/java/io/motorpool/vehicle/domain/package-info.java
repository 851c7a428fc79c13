/**
 * Branches and their opening hours, vehicle classes and their rates, vehicles and their schedules,
 * and the rules of what can be rented. Knows neither HTTP nor messages.
 */
package io.motorpool.vehicle.domain;
