/**
 * The customer service: who rents, with which driving licence, and whether they may drive for a
 * period. It is asked, and tells nobody: it has no events.
 *
 * <p>Not here: what a customer has reserved (reservation), owes (billing) or was told
 * (notification). Personal data stays here; it is in no log and in no problem answer.
 */
package io.motorpool.customer;
