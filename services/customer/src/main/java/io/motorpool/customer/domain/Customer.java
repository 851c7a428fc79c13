package io.motorpool.customer.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone who may rent.
 *
 * <p>A customer's life begins with the registration. What is known of them is replaced as a whole,
 * a renewed licence for example; their id stays. Whether they may drive is asked for each rental
 * anew, because the answer depends on its days.
 */
@Entity
public class Customer {

  /** Where a day begins first: nobody's today is later than today there. */
  private static final ZoneOffset EARLIEST_ZONE = ZoneOffset.ofHours(14);

  @Id private UUID id;

  @Column(name = "first_name")
  private String firstName;

  @Column(name = "last_name")
  private String lastName;

  private String email;

  private String phone;

  @Column(name = "date_of_birth")
  private LocalDate dateOfBirth;

  @Embedded private DrivingLicence drivingLicence;

  @Embedded private Address address;

  @Version private long version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For the persistence provider. */
  protected Customer() {}

  /**
   * Registers a customer.
   *
   * @param id the customer's id, a UUIDv7
   * @param details what the customer tells
   * @param now the present moment
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public static Customer register(UUID id, CustomerDetails details, Instant now) {
    Customer customer = new Customer();
    customer.id = id;
    customer.createdAt = now;
    customer.replace(details, now);
    return customer;
  }

  /**
   * Replaces everything the customer has told; what is left out is forgotten.
   *
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public void replace(CustomerDetails details, Instant now) {
    details.check(LocalDate.ofInstant(now, EARLIEST_ZONE));
    firstName = details.firstName();
    lastName = details.lastName();
    email = details.email();
    phone = details.phone().orElse(null);
    dateOfBirth = details.dateOfBirth();
    drivingLicence = details.drivingLicence();
    address = details.address().orElse(null);
    updatedAt = now;
  }

  /**
   * Whether the customer may drive from one day through another.
   *
   * @param from the day of the pick-up, on which the age counts
   * @param until the day of the return, through which the licence must be valid
   * @param minimumAge in full years
   */
  public Eligibility eligibility(LocalDate from, LocalDate until, int minimumAge) {
    return Eligibility.of(dateOfBirth, drivingLicence, from, until, minimumAge);
  }

  /** The customer's id. */
  public UUID id() {
    return id;
  }

  /** What the customer has told. */
  public CustomerDetails details() {
    return new CustomerDetails(
        firstName,
        lastName,
        email,
        Optional.ofNullable(phone),
        dateOfBirth,
        drivingLicence,
        Optional.ofNullable(address));
  }

  /** Counts the stored changes, from zero. */
  public long version() {
    return version;
  }

  /** When the customer was registered. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When the customer was last changed. */
  public Instant updatedAt() {
    return updatedAt;
  }
}
