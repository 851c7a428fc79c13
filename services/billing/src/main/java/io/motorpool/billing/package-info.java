/**
 * The billing service: what customers owe for their reservations, what they have paid, what was
 * given back, and what they have left as a security. It invoices a reservation or refuses to,
 * follows each change of its price, settles the return, and credits what comes to nothing.
 *
 * <p>Not here: how a price is computed (reservation), what customers are told (notification).
 */
package io.motorpool.billing;
