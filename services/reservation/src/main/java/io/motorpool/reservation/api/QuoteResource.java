package io.motorpool.reservation.api;

import io.motorpool.contracts.reservation.api.QuotesApi;
import io.motorpool.contracts.reservation.model.QuoteInput;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.identity.Caller;
import io.motorpool.platform.money.Moneys;
import io.motorpool.platform.time.Times;
import io.motorpool.reservation.domain.BookingRefused;
import io.motorpool.reservation.domain.Quote;
import io.motorpool.reservation.domain.QuoteRequest;
import io.motorpool.reservation.domain.QuoteService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Quotes over HTTP. */
@ApplicationScoped
public class QuoteResource implements QuotesApi {

  private final QuoteService quotes;
  private final OwnQuotes ownQuotes;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected QuoteResource() {
    this(null, null, null);
  }

  /**
   * @param quotes quotes prices
   * @param ownQuotes says which quotes are the caller's
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public QuoteResource(QuoteService quotes, OwnQuotes ownQuotes, Idempotency idempotency) {
    this.quotes = quotes;
    this.ownQuotes = ownQuotes;
    this.idempotency = idempotency;
  }

  @Override
  public Response createQuote(QuoteInput input, String idempotencyKey) {
    Integer age = input.getDriverAge();
    QuoteRequest request =
        new QuoteRequest(
            OwnQuotes.customer(Optional.ofNullable(input.getCustomerId())),
            Channels.present(),
            Optional.ofNullable(input.getVehicleClass()),
            Optional.ofNullable(input.getVehicleId()),
            input.getPickupBranchId(),
            Optional.ofNullable(input.getReturnBranchId()),
            input.getStartsAt().toInstant(),
            input.getEndsAt().toInstant(),
            ExtraModels.choices(input.getExtras()),
            age == null ? OptionalInt.empty() : OptionalInt.of(age));
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createQuote", input),
        Quote.class,
        () -> {
          request
              .customerId()
              .ifPresent(id -> Caller.present().require(id, BookingRefused::customerUnknown));
          return quotes.quote(request);
        },
        quote -> answer(Response.created(URI.create("/quotes/" + quote.id())), quote));
  }

  @Override
  public Response getQuote(UUID quoteId) {
    return answer(Response.ok(), ownQuotes.get(quoteId));
  }

  private static Response answer(Response.ResponseBuilder answer, Quote quote) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(quote.version()))
        .entity(toModel(quote))
        .build();
  }

  private static io.motorpool.contracts.reservation.model.Quote toModel(Quote quote) {
    return new io.motorpool.contracts.reservation.model.Quote()
        .id(quote.id())
        .customerId(quote.customerId().orElse(null))
        .vehicleClass(quote.agreement().vehicleClass())
        .vehicleId(quote.vehicleId().orElse(null))
        .pickupBranchId(quote.itinerary().pickupBranchId())
        .returnBranchId(quote.itinerary().returnBranchId())
        .startsAt(Times.toModel(quote.itinerary().period().startsAt()))
        .endsAt(Times.toModel(quote.itinerary().period().endsAt()))
        .driverAge(quote.driverAge().isPresent() ? quote.driverAge().getAsInt() : null)
        .price(PriceModels.toModel(quote.agreement().price()))
        .deposit(Moneys.toModel(quote.agreement().deposit()))
        .extras(
            Objects.requireNonNullElse(ExtraModels.toModel(quote.agreement().extras()), List.of()))
        .terms(quote.agreement().terms().map(PriceModels::toModel).orElseThrow())
        .expiresAt(Times.toModel(quote.expiresAt()))
        .reservationId(quote.reservationId().orElse(null))
        .version(quote.version())
        .createdAt(Times.toModel(quote.createdAt()));
  }
}
