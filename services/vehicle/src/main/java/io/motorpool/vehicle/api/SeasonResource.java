package io.motorpool.vehicle.api;

import io.motorpool.contracts.vehicle.api.SeasonsApi;
import io.motorpool.contracts.vehicle.model.SeasonInput;
import io.motorpool.contracts.vehicle.model.SeasonPage;
import io.motorpool.platform.api.Cursor;
import io.motorpool.platform.api.EntityTags;
import io.motorpool.platform.idempotency.Idempotency;
import io.motorpool.platform.idempotency.KeyedRequest;
import io.motorpool.vehicle.domain.Season;
import io.motorpool.vehicle.domain.SeasonDetails;
import io.motorpool.vehicle.domain.SeasonService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Seasons over HTTP. */
@ApplicationScoped
public class SeasonResource implements SeasonsApi {

  private final SeasonService seasons;
  private final Idempotency idempotency;

  /** For the container, which makes the client proxy with it. */
  protected SeasonResource() {
    this(null, null);
  }

  /**
   * @param seasons what can be done with seasons
   * @param idempotency does what comes with a key only once
   */
  @Inject
  public SeasonResource(SeasonService seasons, Idempotency idempotency) {
    this.seasons = seasons;
    this.idempotency = idempotency;
  }

  @Override
  public Response createSeason(SeasonInput input, String idempotencyKey) {
    return idempotency.answer(
        new KeyedRequest(idempotencyKey, "createSeason", input),
        Season.class,
        () -> seasons.add(details(input)),
        SeasonResource::created);
  }

  @Override
  public Response getSeason(UUID seasonId) {
    return answer(Response.ok(), seasons.get(seasonId));
  }

  @Override
  public Response listSeasons(Integer limit, String cursor) {
    List<Season> found = seasons.list(Cursor.read(cursor), limit + 1);
    SeasonPage page = new SeasonPage();
    page.setItems(found.stream().limit(limit).map(SeasonResource::toModel).toList());
    page.setNextCursor(Cursor.next(found, limit, Season::id));
    return Response.ok(page).build();
  }

  @Override
  public Response replaceSeason(UUID seasonId, SeasonInput input, String ifMatch) {
    return answer(
        Response.ok(), seasons.replace(seasonId, EntityTags.required(ifMatch), details(input)));
  }

  @Override
  public Response deleteSeason(UUID seasonId) {
    seasons.delete(seasonId);
    return Response.noContent().build();
  }

  private static SeasonDetails details(SeasonInput input) {
    return new SeasonDetails(
        input.getName(),
        input.getFrom(),
        input.getUntil(),
        input.getFactor(),
        Optional.ofNullable(input.getVehicleClass()),
        Optional.ofNullable(input.getBranchId()));
  }

  private static Response created(Season added) {
    return answer(Response.created(URI.create("/seasons/" + added.id())), added);
  }

  private static Response answer(Response.ResponseBuilder answer, Season season) {
    return answer
        .header(HttpHeaders.ETAG, EntityTags.of(season.version()))
        .entity(toModel(season))
        .build();
  }

  private static io.motorpool.contracts.vehicle.model.Season toModel(Season season) {
    SeasonDetails details = season.details();
    return new io.motorpool.contracts.vehicle.model.Season()
        .id(season.id())
        .name(details.name())
        .from(details.from())
        .until(details.until())
        .factor(details.factor())
        .vehicleClass(details.vehicleClass().orElse(null))
        .branchId(details.branchId().orElse(null))
        .version(season.version());
  }
}
