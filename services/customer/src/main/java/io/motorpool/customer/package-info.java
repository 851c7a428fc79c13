/**
 * The customer service: who rents, with which driving licence, and whether they may drive for a
 * period. Others that write to customers hear of names and addresses with {@code customer.*}; the
 * date of birth and the licence stay here. All of it can be handed out, and erased.
 *
 * <p>Not here: what a customer has reserved (reservation), owes (billing) or was told
 * (notification). Personal data is in no log and in no problem answer.
 */
package io.motorpool.customer;
