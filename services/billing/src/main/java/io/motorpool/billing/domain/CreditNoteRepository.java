package io.motorpool.billing.domain;

import io.motorpool.platform.persistence.PageQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored credit notes and their numbers. Every method needs a running transaction. */
@ApplicationScoped
public class CreditNoteRepository {

  private final EntityManager entityManager;

  /** For the container, which makes the client proxy with it. */
  protected CreditNoteRepository() {
    this(null);
  }

  /**
   * @param entityManager the present transaction's persistence context
   */
  @Inject
  public CreditNoteRepository(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /**
   * The next number of a year. Other credit notes of the year wait for the end of this transaction;
   * if it is rolled back, the number is given again.
   */
  public CreditNoteNumber nextNumber(int year) {
    Object count =
        entityManager
            .createNativeQuery(
                "insert into credit_note_number as n (year, last) values (?1, 1)"
                    + " on conflict (year) do update set last = n.last + 1 returning last",
                Long.class)
            .setParameter(1, year)
            .getSingleResult();
    return new CreditNoteNumber(year, ((Number) count).longValue());
  }

  /** Stores a new credit note. */
  public void add(CreditNote note) {
    entityManager.persist(note);
  }

  /**
   * One credit note of an invoice.
   *
   * @throws CreditNoteNotFound if the invoice has none with this id
   */
  public CreditNote get(UUID invoiceId, UUID id) {
    CreditNote found = entityManager.find(CreditNote.class, id);
    if (found == null || !found.invoiceId().equals(invoiceId)) {
      throw new CreditNoteNotFound(invoiceId, id);
    }
    return found;
  }

  /**
   * Credit notes of an invoice in the order they were issued.
   *
   * @param after the id to begin after, or null for the beginning
   * @param atMost the most credit notes to return
   */
  public List<CreditNote> list(UUID invoiceId, UUID after, int atMost) {
    return PageQuery.of(entityManager, CreditNote.class)
        .equal("invoiceId", Optional.of(invoiceId))
        .page(after, atMost);
  }

  /** All that was taken off an invoice, line by line. */
  public List<InvoiceLine> lines(UUID invoiceId) {
    return entityManager
        .createQuery(
            "select n from CreditNote n where n.invoiceId = :invoiceId order by n.id",
            CreditNote.class)
        .setParameter("invoiceId", invoiceId)
        .getResultList()
        .stream()
        .flatMap(note -> note.lines().stream())
        .toList();
  }
}
