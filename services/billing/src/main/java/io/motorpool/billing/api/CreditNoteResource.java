package io.motorpool.billing.api;

import io.motorpool.billing.domain.Credit;
import io.motorpool.billing.domain.CreditInvalid;
import io.motorpool.billing.domain.CreditNote;
import io.motorpool.billing.domain.CreditNoteService;
import io.motorpool.billing.domain.InvoiceLine;
import io.motorpool.contracts.billing.api.CreditNotesApi;
import io.motorpool.contracts.billing.model.CreditLineInput;
import io.motorpool.contracts.billing.model.CreditNoteInput;
import io.motorpool.contracts.billing.model.CreditNotePage;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.money.Moneys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Credit notes over HTTP. */
@ApplicationScoped
public class CreditNoteResource implements CreditNotesApi {

  /** A credit note never changes, so its first version is its only one. */
  private static final long VERSION = 0;

  private final CreditNoteService creditNotes;
  private final OwnInvoices ownInvoices;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected CreditNoteResource() {
    this(null, null, null);
  }

  /**
   * @param creditNotes what can be done with credit notes
   * @param ownInvoices says which invoices are the caller's
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public CreditNoteResource(
      CreditNoteService creditNotes, OwnInvoices ownInvoices, Idempotency idempotency) {
    this.ownInvoices = ownInvoices;
    this.creditNotes = creditNotes;
    this.idempotency = idempotency;
  }

  @Override
  public Response listCreditNotes(UUID invoiceId, Integer limit, String cursor) {
    ownInvoices.require(invoiceId);
    List<CreditNote> found = creditNotes.list(invoiceId, Cursor.read(cursor), limit + 1);
    CreditNotePage page = new CreditNotePage();
    page.setItems(found.stream().limit(limit).map(InvoiceModels::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, CreditNote::id));
    return Response.ok(page).build();
  }

  @Override
  public Response getCreditNote(UUID invoiceId, UUID creditNoteId) {
    ownInvoices.require(invoiceId);
    return answer(Response.ok(), creditNotes.get(invoiceId, creditNoteId));
  }

  @Override
  public Response issueCreditNote(UUID invoiceId, CreditNoteInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "issueCreditNote", invoiceId, input),
        CreditNote.class,
        () -> creditNotes.issue(invoiceId, credit(input)),
        note -> created(invoiceId, note));
  }

  private static Credit credit(CreditNoteInput input) {
    boolean byLines = input.getLines() != null;
    if (byLines == (input.getAmount() != null)) {
      throw CreditInvalid.notOneOfLinesAndAmount();
    }
    return byLines
        ? Credit.of(
            input.getLines().stream().map(CreditNoteResource::line).toList(), input.getReason())
        : Credit.of(Moneys.fromModel(input.getAmount()), input.getReason());
  }

  private static InvoiceLine line(CreditLineInput line) {
    return InvoiceLine.of(
        line.getType(),
        line.getDescription(),
        line.getQuantity(),
        Moneys.fromModel(line.getUnitPrice()));
  }

  private static Response created(UUID invoiceId, CreditNote note) {
    URI location = URI.create("/invoices/%s/credit-notes/%s".formatted(invoiceId, note.id()));
    return answer(Response.created(location), note);
  }

  private static Response answer(Response.ResponseBuilder response, CreditNote note) {
    return response
        .header(HttpHeaders.ETAG, EntityTags.of(VERSION))
        .entity(InvoiceModels.toModel(note))
        .build();
  }
}
