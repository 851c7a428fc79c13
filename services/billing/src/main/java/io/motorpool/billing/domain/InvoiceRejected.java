package io.motorpool.billing.domain;

/**
 * No invoice is issued, and others want to know of it.
 *
 * @param charge what would have been charged
 * @param reason why it is not, in words
 */
public record InvoiceRejected(Charge charge, String reason) {}
