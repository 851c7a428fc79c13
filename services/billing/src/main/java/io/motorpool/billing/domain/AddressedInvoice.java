package io.motorpool.billing.domain;

import java.util.Optional;

/**
 * An invoice, and whom it is made out to.
 *
 * @param recipient as of the day of issue; as of now if nothing was known of the customer then, and
 *     empty if nothing is known yet
 */
public record AddressedInvoice(Invoice invoice, Optional<Recipient> recipient) {}
