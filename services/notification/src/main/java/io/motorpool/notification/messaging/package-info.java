/** The events of reservations and invoices, on their way to notifications and live topics. */
package io.motorpool.notification.messaging;
