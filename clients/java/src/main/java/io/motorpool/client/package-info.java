/**
 * A client of Motorpool, the back end of a vehicle rental.
 *
 * <p>{@link io.motorpool.client.Motorpool} is where to begin: it has the calls of the contract, one
 * object for each part of it ({@code motorpool.reservations()}), and {@code follow}, which tells of
 * a customer's events as they happen. The calls and the types they take and give are generated from
 * the contract; what is in this package is what they have in common: safe retries, pages as
 * streams, problems as exceptions.
 */
package io.motorpool.client;
