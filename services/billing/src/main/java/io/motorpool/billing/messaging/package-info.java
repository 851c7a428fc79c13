/** The events that invoices cause, and the events of reservations that cause invoices. */
package io.motorpool.billing.messaging;
