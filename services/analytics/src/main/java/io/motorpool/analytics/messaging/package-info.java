/** The events of reservations and invoices, on their way to facts. */
package io.motorpool.analytics.messaging;
