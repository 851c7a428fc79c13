package io.motorpool.billing.api;

import io.motorpool.contracts.billing.model.Invoice;
import jakarta.inject.Inject;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Answers with an invoice as a document, where that is what the caller accepts. */
@Provider
@Produces(InvoicePdfWriter.PDF)
public class InvoicePdfWriter implements MessageBodyWriter<Invoice> {

  static final String PDF = "application/pdf";

  private final Issuer issuer;

  /**
   * @param issuer who issues the invoices
   */
  @Inject
  public InvoicePdfWriter(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Invoice.class.isAssignableFrom(type) && MediaType.valueOf(PDF).isCompatible(mediaType);
  }

  @Override
  public void writeTo(
      Invoice invoice,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    byte[] pdf = InvoiceDocument.pdf(issuer, invoice);
    headers.putSingle(HttpHeaders.CONTENT_LENGTH, pdf.length);
    headers.putSingle(
        HttpHeaders.CONTENT_DISPOSITION,
        "inline; filename=\"invoice-%s.pdf\"".formatted(invoice.getNumber()));
    out.write(pdf);
  }
}
