/**
 * The notification service: what each customer was told about their reservations and invoices, and
 * the same news live over WebSockets and, where that is switched on, by e-mail. It keeps a copy of
 * names and e-mail addresses, and forgets a customer who is erased.
 *
 * <p>Not here: text messages, and any decision about a reservation or an invoice.
 */
package io.motorpool.notification;
