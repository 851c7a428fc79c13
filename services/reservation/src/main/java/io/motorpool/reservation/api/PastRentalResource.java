package io.motorpool.reservation.api;

import io.motorpool.contracts.reservation.api.PastRentalsApi;
import io.motorpool.contracts.reservation.model.PastRentalImport;
import io.motorpool.contracts.reservation.model.PastRentalReport;
import io.motorpool.platform.money.Moneys;
import io.motorpool.reservation.domain.PastRental;
import io.motorpool.reservation.domain.PastRentals;
import io.motorpool.reservation.domain.Reservation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Rentals of before, over HTTP. */
@ApplicationScoped
public class PastRentalResource implements PastRentalsApi {

  private final PastRentals rentals;

  /** For the container, which makes the client proxy with it. */
  protected PastRentalResource() {
    this(null);
  }

  /**
   * @param rentals takes rentals over
   */
  @Inject
  public PastRentalResource(PastRentals rentals) {
    this.rentals = rentals;
  }

  @Override
  public Response importPastRentals(PastRentalImport input) {
    PastRentals.Report report =
        rentals.takeOver(input.getRentals().stream().map(PastRentalResource::rental).toList());
    return Response.ok(new PastRentalReport().imported(report.imported()).known(report.known()))
        .build();
  }

  private static PastRental rental(io.motorpool.contracts.reservation.model.PastRental rental) {
    return new PastRental(
        rental.getReference(),
        rental.getCustomerId(),
        rental.getVehicleId(),
        rental.getPickupBranchId(),
        Optional.ofNullable(rental.getReturnBranchId()).orElse(rental.getPickupBranchId()),
        rental.getBookedAt().toInstant(),
        rental.getStartsAt().toInstant(),
        rental.getEndsAt().toInstant(),
        Reservation.Status.valueOf(rental.getOutcome().name()),
        Moneys.fromModel(rental.getPrice()),
        Moneys.fromModel(rental.getCharged()));
  }
}
