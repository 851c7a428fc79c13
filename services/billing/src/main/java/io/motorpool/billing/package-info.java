/**
 * The billing service: what customers owe for their reservations, and what they have paid. It
 * issues one invoice for each reservation or refuses to, and credits it when the reservation comes
 * to nothing.
 *
 * <p>Not here: how a price is computed (reservation), what customers are told (notification).
 */
package io.motorpool.billing;
