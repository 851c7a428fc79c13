/**
 * The notification service: what each customer was told about their reservations and invoices, and
 * the same news live over WebSockets.
 *
 * <p>Not here: sending e-mail or text messages, and any decision about a reservation or an invoice.
 */
package io.motorpool.notification;
