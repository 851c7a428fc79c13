/**
 * The events of reservations and invoices, on their way to notifications and live topics, and those
 * of customers, who are told.
 */
package io.motorpool.notification.messaging;
