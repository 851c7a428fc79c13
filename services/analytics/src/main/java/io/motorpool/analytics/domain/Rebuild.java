package io.motorpool.analytics.domain;

import java.time.Instant;

/**
 * A rebuild of the facts that is done.
 *
 * @param events how many logged events were applied
 * @param reservations how many reservations there are facts of
 * @param keptReservations how many of them have facts from before the log, which were kept
 * @param invoiceChanges how many changes of invoices there are facts of
 * @param keptInvoiceChanges how many of them are from before the log, and were kept
 * @param startedAt when it began
 * @param finishedAt when the new facts took the place of the old ones
 */
public record Rebuild(
    long events,
    long reservations,
    long keptReservations,
    long invoiceChanges,
    long keptInvoiceChanges,
    Instant startedAt,
    Instant finishedAt) {}
