package io.motorpool.billing.domain;

import io.motorpool.platform.money.Money;
import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The stored invoices with their payments and numbers, and what is known of reservations. Every
 * method needs a running transaction.
 */
@ApplicationScoped
public class InvoiceRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected InvoiceRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public InvoiceRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * What was decided about a reservation, locked until the end of the transaction, so that two
   * events about it are handled one after the other. Known from then on, if it was not before.
   */
  public BilledReservation billedForChange(UUID reservationId) {
    // Waits for another transaction that inserts the same; there is no row to lock yet.
    entityManager
        .createNativeQuery(
            "insert into billed_reservation (reservation_id, version, outcome)"
                + " values (?1, ?2, ?3) on conflict do nothing")
        .setParameter(1, reservationId)
        .setParameter(2, BilledReservation.UNHEARD_OF)
        .setParameter(3, BilledReservation.Outcome.UNBILLED.name())
        .executeUpdate();
    // Its lines are read later, behind the lock.
    return entityManager.find(
        BilledReservation.class, reservationId, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * The next number of a year. Other invoices of the year wait for the end of this transaction; if
   * it is rolled back, the number is given again.
   */
  public InvoiceNumber nextNumber(int year) {
    Object count =
        entityManager
            .createNativeQuery(
                "insert into invoice_number as n (year, last) values (?1, 1)"
                    + " on conflict (year) do update set last = n.last + 1 returning last",
                Long.class)
            .setParameter(1, year)
            .getSingleResult();
    return new InvoiceNumber(year, ((Number) count).longValue());
  }

  /** Stores a new invoice; the database takes one for each number, and one rental a reservation. */
  public void add(Invoice invoice) {
    entityManager.persist(invoice);
    entityManager.flush();
  }

  /** Stores a new payment. */
  public void add(Payment payment) {
    entityManager.persist(payment);
  }

  /** Writes pending changes, so that the version counts them. */
  public void flush() {
    entityManager.flush();
  }

  /**
   * The invoice, for reading.
   *
   * @throws InvoiceNotFound if there is none with this id
   */
  public Invoice get(UUID id) {
    return found(id, entityManager.find(Invoice.class, id));
  }

  /**
   * The invoice, locked until the end of the transaction, for a change.
   *
   * @throws InvoiceNotFound if there is none with this id
   */
  public Invoice getForChange(UUID id) {
    // Locked before it is read: with lines to join, Hibernate's own lock comes after the reading,
    // and what was read may be out of date by then.
    entityManager
        .createNativeQuery("select id from invoice where id = ?1 for no key update", UUID.class)
        .setParameter(1, id)
        .getResultList();
    return get(id);
  }

  /**
   * The reservation that an invoice is for, which never changes.
   *
   * @throws InvoiceNotFound if there is none with this id
   */
  public UUID reservationOf(UUID id) {
    // The invoice itself is read behind the lock only.
    return entityManager
        .createQuery("select i.reservationId from Invoice i where i.id = :id", UUID.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst()
        .orElseThrow(() -> new InvoiceNotFound(id));
  }

  /**
   * The reservation's invoices in the order they were issued, locked until the end of the
   * transaction. Whoever locks several has locked the reservation before ({@link
   * #billedForChange}), so that nobody waits in a circle.
   */
  public List<Invoice> ofReservationForChange(UUID reservationId) {
    return entityManager
        .createQuery(
            "select i.id from Invoice i where i.reservationId = :reservationId order by i.id",
            UUID.class)
        .setParameter("reservationId", reservationId)
        .getResultList()
        .stream()
        .map(this::getForChange)
        .toList();
  }

  /**
   * Invoices in the order they were issued.
   *
   * @param filter what to list
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most invoices to return
   */
  public List<Invoice> list(InvoiceFilter filter, UUID after, int atMost) {
    return PageQuery.of(entityManager, Invoice.class)
        .equal("customerId", filter.customerId())
        .equal("reservationId", filter.reservationId())
        .equal("status", filter.status())
        .page(after, atMost);
  }

  /**
   * Invoices that were not found to be overdue yet, the longest due first.
   *
   * @param today the first day on which what was due the day before is overdue
   */
  public List<UUID> toBecomeOverdue(LocalDate today, int atMost) {
    return entityManager
        .createQuery(
            "select i.id from Invoice i where i.status = :issued and i.overdueAt is null"
                + " and i.dueOn < :today order by i.dueOn, i.id",
            UUID.class)
        .setParameter("issued", Invoice.Status.ISSUED)
        .setParameter("today", today)
        .setMaxResults(atMost)
        .getResultList();
  }

  /**
   * What a customer owes past the due date, one sum for each currency.
   *
   * @param today the first day on which what was due the day before is overdue
   */
  public List<Money> overdue(UUID customerId, LocalDate today) {
    return entityManager
        .createQuery(
            "select new io.motorpool.platform.money.Money("
                + "sum(i.totalAmount - i.creditedAmount - i.paidAmount), i.currency)"
                + " from Invoice i"
                + " where i.customerId = :customerId and i.status = :issued and i.dueOn < :today"
                + " group by i.currency order by i.currency",
            Money.class)
        .setParameter("customerId", customerId)
        .setParameter("issued", Invoice.Status.ISSUED)
        .setParameter("today", today)
        .getResultList();
  }

  /**
   * One payment of an invoice.
   *
   * @throws PaymentNotFound if the invoice has none with this id
   */
  public Payment payment(UUID invoiceId, UUID id) {
    Payment found = entityManager.find(Payment.class, id);
    if (found == null || !found.invoiceId().equals(invoiceId)) {
      throw new PaymentNotFound(invoiceId, id);
    }
    return found;
  }

  /**
   * Payments of an invoice in the order they were recorded.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most payments to return
   */
  public List<Payment> payments(UUID invoiceId, UUID after, int atMost) {
    return PageQuery.of(entityManager, Payment.class)
        .equal("invoiceId", Optional.of(invoiceId))
        .page(after, atMost);
  }

  private static Invoice found(UUID id, Invoice invoice) {
    if (invoice == null) {
      throw new InvoiceNotFound(id);
    }
    return invoice;
  }
}
