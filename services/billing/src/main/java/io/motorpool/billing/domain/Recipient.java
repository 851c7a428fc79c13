package io.motorpool.billing.domain;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * Whom an invoice is made out to. The address is there as a whole, or all of it is null.
 *
 * @param name given name and family name
 * @param street street and house number
 * @param city city or town
 * @param postalCode as the country writes it
 * @param country ISO 3166-1 alpha-2
 */
@Embeddable
public record Recipient(
    @Column(name = "recipient_name") String name,
    @Column(name = "recipient_street") String street,
    @Column(name = "recipient_city") String city,
    @Column(name = "recipient_postal_code") String postalCode,
    @Column(name = "recipient_country") String country) {

  /**
   * @throws NullPointerException if the name is missing
   */
  public Recipient {
    requireNonNull(name, "name");
  }

  /** Whether the address is there. */
  public boolean hasAddress() {
    return street != null;
  }

  /** Without the content, which is personal and could find its way into a log. */
  @Override
  public String toString() {
    return "Recipient";
  }
}
