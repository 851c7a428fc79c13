/**
 * The analytics service: facts about reservations and invoices, kept from the events, and the daily
 * figures that are computed from them.
 *
 * <p>Not here: anything the other services decide by. The figures are a moment behind the events.
 */
package io.motorpool.analytics;
