package io.motorpool.billing.domain;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer as the customer service last told of them, so that it need not be asked. Once the
 * customer is erased only that fact is left.
 */
@Entity
public class Customer {

  @Id private UUID id;

  private long version;

  private boolean erased;

  @Embedded private Recipient recipient;

  /** For the persistence provider. */
  protected Customer() {}

  /** The customer's id. */
  public UUID id() {
    return id;
  }

  /** Whom invoices are made out to; empty once the customer is erased. */
  public Optional<Recipient> recipient() {
    return Optional.ofNullable(recipient);
  }
}
