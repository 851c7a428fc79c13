package io.motorpool.vehicle.api;

import io.motorpool.contracts.common.model.ExtraCharge;
import io.motorpool.contracts.vehicle.api.ExtrasApi;
import io.motorpool.contracts.vehicle.model.ExtraInput;
import io.motorpool.contracts.vehicle.model.ExtraPage;
import io.motorpool.platform.api.CodeCursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.platform.money.Moneys;
import io.motorpool.vehicle.domain.Extra;
import io.motorpool.vehicle.domain.ExtraDetails;
import io.motorpool.vehicle.domain.ExtraService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Extras over HTTP. */
@ApplicationScoped
public class ExtraResource implements ExtrasApi {

  private final ExtraService extras;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected ExtraResource() {
    this(null, null);
  }

  /**
   * @param extras what can be done with extras
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public ExtraResource(ExtraService extras, Idempotency idempotency) {
    this.extras = extras;
    this.idempotency = idempotency;
  }

  @Override
  public Response createExtra(ExtraInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createExtra", input),
        Extra.class,
        () -> extras.add(input.getCode(), details(input)),
        ExtraResource::created);
  }

  @Override
  public Response getExtra(String code) {
    return answer(Response.ok(), extras.get(code));
  }

  @Override
  public Response listExtras(Integer limit, String cursor) {
    List<Extra> found = extras.list(CodeCursor.read(cursor), limit + 1);
    ExtraPage page = new ExtraPage();
    page.setItems(found.stream().limit(limit).map(ExtraResource::toModel).toList());
    page.setNextCursor(CodeCursor.next(found, limit, Extra::code));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceExtra(String code, ExtraInput input, String ifMatch) {
    return answer(
        Response.ok(),
        extras.replace(code, EntityTags.required(ifMatch), input.getCode(), details(input)));
  }

  @Override
  public Response deleteExtra(String code) {
    extras.delete(code);
    return Response.noContent().build();
  }

  private static ExtraDetails details(ExtraInput input) {
    return new ExtraDetails(
        input.getName(),
        input.getDescription(),
        Extra.Charge.valueOf(input.getCharge().name()),
        Moneys.fromModel(input.getPrice()),
        input.getMaximumPerRental());
  }

  private static Response created(Extra added) {
    return answer(Response.created(URI.create("/extras/" + added.code())), added);
  }

  private static Response answer(Response.ResponseBuilder answer, Extra extra) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(extra.version()))
        .entity(toModel(extra))
        .build();
  }

  private static io.motorpool.contracts.vehicle.model.Extra toModel(Extra extra) {
    ExtraDetails details = extra.details();
    return new io.motorpool.contracts.vehicle.model.Extra()
        .code(extra.code())
        .name(details.name())
        .description(details.description())
        .charge(ExtraCharge.valueOf(details.charge().name()))
        .price(Moneys.toModel(details.price()))
        .maximumPerRental(details.maximumPerRental())
        .version(extra.version());
  }
}
