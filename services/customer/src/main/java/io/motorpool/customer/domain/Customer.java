package io.motorpool.customer.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Someone who may rent.
 *
 * <p>A customer's life begins with the registration. What is known of them is replaced as a whole,
 * a renewed licence for example; their id stays. Whether they may drive is asked for each rental
 * anew, because the answer depends on its days. In the end they are erased: the id stays, so that
 * what happened with them still belongs to someone, and nothing else.
 */
@Entity
public class Customer {

  /** Where a day begins first: nobody's today is later than today there. */
  private static final ZoneOffset EARLIEST_ZONE = ZoneOffset.ofHours(14);

  /**
   * Long over. It stands where a date cannot be missing, and has a version of this service from
   * before there was an erasure find the customer not eligible, too.
   */
  private static final LocalDate ERASED_DATE = LocalDate.of(1900, 1, 1);

  private static final String ERASED_TEXT = "erased";
  private static final String ERASED_COUNTRY = "ZZ";

  /** What a customer can be. */
  public enum Status {
    /** Someone who may rent. */
    ACTIVE,
    /** Someone who was a customer, of whom nothing is known any more. */
    ERASED
  }

  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private Status status;

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
    customer.status = Status.ACTIVE;
    customer.createdAt = now;
    customer.replace(details, now);
    return customer;
  }

  /**
   * Replaces everything the customer has told; what is left out is forgotten.
   *
   * @throws CustomerErased if there is nothing to replace any more
   * @throws DateOfBirthInvalid if nobody living was born then
   * @throws DrivingLicenceInvalid if nobody can hold the licence
   */
  public void replace(CustomerDetails details, Instant now) {
    requireActive();
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
   * Forgets everything the customer has told, for good. The id stays; the e-mail address is free
   * for someone new.
   */
  void erase(Instant now) {
    status = Status.ERASED;
    firstName = ERASED_TEXT;
    lastName = ERASED_TEXT;
    email = id + "@erased.invalid";
    phone = null;
    dateOfBirth = ERASED_DATE;
    drivingLicence = new DrivingLicence(ERASED_TEXT, ERASED_COUNTRY, ERASED_DATE, ERASED_DATE);
    address = null;
    updatedAt = now;
  }

  /** Whether the customer was erased. */
  public boolean isErased() {
    return status == Status.ERASED;
  }

  /**
   * Checks that there is someone to change.
   *
   * @throws CustomerErased if the customer was erased
   */
  void requireActive() {
    if (isErased()) {
      throw new CustomerErased();
    }
  }

  /**
   * Whether the customer may drive from one day through another.
   *
   * @param from the day of the pick-up, on which the age counts
   * @param until the day of the return, through which the licence must be valid
   * @param minimumAge in full years
   * @param blocks all of the customer's blocks
   */
  public Eligibility eligibility(
      LocalDate from, LocalDate until, int minimumAge, List<CustomerBlock> blocks) {
    if (isErased()) {
      return Eligibility.ERASED;
    }
    Eligibility eligibility = Eligibility.of(dateOfBirth, drivingLicence, from, until, minimumAge);
    return blocks.stream().anyMatch(block -> block.standsAgainst(from))
        ? eligibility.blocked()
        : eligibility;
  }

  /** The customer's id. */
  public UUID id() {
    return id;
  }

  /** What the customer is. */
  public Status status() {
    return status;
  }

  /** What the customer has told; empty once erased. */
  public Optional<CustomerDetails> details() {
    return isErased()
        ? Optional.empty()
        : Optional.of(
            new CustomerDetails(
                firstName,
                lastName,
                email,
                Optional.ofNullable(phone),
                dateOfBirth,
                drivingLicence,
                Optional.ofNullable(address)));
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
