package io.motorpool.billing.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who issues the invoices, as their letterhead says it. */
@ApplicationScoped
public class Issuer {

  private final String name;
  private final String address;
  private final String taxId;

  /** For the container, which makes the client proxy with it. */
  protected Issuer() {
    this(null, null, null);
  }

  /**
   * @param name of the business
   * @param address in one line
   * @param taxId what the tax office knows the business by
   */
  @Inject
  public Issuer(
      @ConfigProperty(name = "motorpool.billing.issuer.name") String name,
      @ConfigProperty(name = "motorpool.billing.issuer.address") String address,
      @ConfigProperty(name = "motorpool.billing.issuer.tax-id") String taxId) {
    this.name = name;
    this.address = address;
    this.taxId = taxId;
  }

  /** The name of the business. */
  public String name() {
    return name;
  }

  /** Where it is, in one line. */
  public String address() {
    return address;
  }

  /** What the tax office knows it by. */
  public String taxId() {
    return taxId;
  }
}
