package io.motorpool.notification.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/**
 * Whom to write to: a copy of what the customer service tells, so that it need not be asked. Once
 * the customer is erased only that fact is left of it.
 */
@Entity
public class Recipient {

  @Id
  @Column(name = "customer_id")
  private UUID customerId;

  private long version;

  private boolean erased;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  private String email;

  /** For the persistence provider. */
  protected Recipient() {}

  /** Whether the customer was erased, and is to be told nothing any more. */
  public boolean isErased() {
    return erased;
  }

  /** Given name and family name. */
  public String name() {
    return firstName + " " + lastName;
  }

  /** The e-mail address. */
  public String email() {
    return email;
  }

  /** Without the content, which is personal and could find its way into a log. */
  @Override
  public String toString() {
    return "Recipient " + customerId;
  }
}
