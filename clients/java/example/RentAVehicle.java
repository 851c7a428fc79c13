import io.motorpool.client.Answer;
import io.motorpool.client.LiveEvent;
import io.motorpool.client.LiveEvents;
import io.motorpool.client.Motorpool;
import io.motorpool.client.Pages;
import io.motorpool.client.ProblemException;
import io.motorpool.client.model.Branch;
import io.motorpool.client.model.BranchPage;
import io.motorpool.client.model.CancellationInput;
import io.motorpool.client.model.CancellationQuote;
import io.motorpool.client.model.ClassAvailability;
import io.motorpool.client.model.Customer;
import io.motorpool.client.model.CustomerInput;
import io.motorpool.client.model.DrivingLicence;
import io.motorpool.client.model.Invoice;
import io.motorpool.client.model.InvoicePage;
import io.motorpool.client.model.Money;
import io.motorpool.client.model.Quote;
import io.motorpool.client.model.QuoteInput;
import io.motorpool.client.model.Reservation;
import io.motorpool.client.model.ReservationChange;
import io.motorpool.client.model.ReservationChangeInput;
import io.motorpool.client.model.ReservationInput;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a desk does, over the client: finds what is free, quotes it, books it, hears that it is
 * confirmed, and gives it up again, so that it may be run as often as one likes. Ends with 0 only
 * if all of it was seen.
 *
 * <p>MOTORPOOL_URL is the gateway's address, MOTORPOOL_TOKEN an agent's token.
 */
class RentAVehicle {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(120);

  private final BlockingQueue<LiveEvent> events = new LinkedBlockingQueue<>();
  private final Motorpool motorpool;

  private RentAVehicle(Motorpool motorpool) {
    this.motorpool = motorpool;
  }

  public static void main(String[] arguments) throws InterruptedException {
    String url = System.getenv().getOrDefault("MOTORPOOL_URL", "http://localhost:8080");
    String token = System.getenv("MOTORPOOL_TOKEN");
    if (token == null || token.isBlank()) {
      throw new IllegalStateException("MOTORPOOL_TOKEN is not set: ./run token agent prints one");
    }
    new RentAVehicle(Motorpool.at(URI.create(url)).token(() -> token).build()).run();
    System.out.println("Everything was seen.");
  }

  private void run() throws InterruptedException {
    Customer customer = register();
    Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(30, ChronoUnit.DAYS);
    Quote quote = quote(customer, start, start.plus(3, ChronoUnit.DAYS));

    try (LiveEvents live = motorpool.follow(customer.getId(), events::add)) {
      Reservation booked =
          motorpool
              .reservations()
              .createReservation(
                  new ReservationInput().customerId(customer.getId()).quoteId(quote.getId()));
      System.out.printf("Booked: %s is %s%n", booked.getId(), booked.getStatus());
      await("reservation.confirmed");

      rehearseAChange(booked.getId());
      cancel(booked.getId());
      await("reservation.cancelled");
      System.out.printf("Heard everything up to event %d%n", live.sequence());
    }
    showInvoices(booked(customer));
  }

  private Customer register() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String number = String.valueOf(System.nanoTime());
    Customer customer =
        motorpool
            .customers()
            .createCustomer(
                new CustomerInput()
                    .firstName("Jana")
                    .lastName("Example")
                    .email("jana." + number + "@example.com")
                    .dateOfBirth(today.minusYears(35))
                    .drivingLicence(
                        new DrivingLicence()
                            .number("JAVA-" + number)
                            .country("AT")
                            .issuedOn(today.minusYears(10))
                            .expiresOn(today.plusYears(5))));
    System.out.printf("Registered %s: %s%n", customer.getFirstName(), customer.getId());
    return customer;
  }

  /** The first class that is free at the first branch that is open then. */
  private Quote quote(Customer customer, Instant start, Instant end) {
    List<Branch> branches =
        Pages.stream(
                cursor -> motorpool.branches().listBranches(it -> it.limit(2).cursor(cursor)),
                BranchPage::getItems,
                BranchPage::getNextCursor)
            .toList();
    for (Branch branch : branches) {
      List<ClassAvailability> free =
          motorpool.availability().searchAvailability(branch.getId(), start, end).getItems();
      System.out.printf("%s has %d classes free%n", branch.getName(), free.size());
      if (!free.isEmpty()) {
        Quote quote =
            motorpool
                .quotes()
                .createQuote(
                    new QuoteInput()
                        .customerId(customer.getId())
                        .vehicleClass(free.get(0).getVehicleClass())
                        .pickupBranchId(branch.getId())
                        .startsAt(start)
                        .endsAt(end));
        System.out.printf(
            "Quoted: %s for %s until %s%n",
            free.get(0).getName(), money(quote.getPrice().getTotal()), quote.getExpiresAt());
        return quote;
      }
    }
    throw new IllegalStateException("Nothing is free at any branch from " + start);
  }

  /** A change names the version that it was made from; with another version it is refused. */
  private void rehearseAChange(UUID reservationId) {
    Answer<Reservation> read = motorpool.reservations().getReservationAnswer(reservationId);
    ReservationChangeInput longer =
        new ReservationChangeInput().endsAt(read.body().getEndsAt().plus(1, ChronoUnit.DAYS));
    ReservationChange change =
        motorpool
            .reservations()
            .changeReservation(reservationId, longer, it -> it.ifMatch(read.eTag()).dryRun(true));
    System.out.printf("One day more would cost %s more%n", money(change.getDifference()));
    try {
      motorpool
          .reservations()
          .changeReservation(reservationId, longer, it -> it.ifMatch(Answer.eTag(4711)));
      throw new IllegalStateException("A change of a version that never was has been accepted");
    } catch (ProblemException e) {
      if (e.status() != 412) {
        throw e;
      }
      System.out.printf("A change of another version is refused: %s%n", e.title());
    }
  }

  private void cancel(UUID reservationId) {
    CancellationQuote fee = motorpool.reservations().quoteCancellation(reservationId);
    Reservation cancelled =
        motorpool
            .reservations()
            .cancelReservation(
                reservationId,
                new CancellationInput().reason("It was an example").expectedFee(fee.getFee()));
    System.out.printf("Cancelled for %s: %s%n", money(fee.getFee()), cancelled.getStatus());
  }

  private UUID booked(Customer customer) {
    return motorpool
        .reservations()
        .listReservations(it -> it.customerId(customer.getId()))
        .getItems()
        .get(0)
        .getId();
  }

  private void showInvoices(UUID reservationId) {
    List<Invoice> invoices =
        Pages.stream(
                cursor ->
                    motorpool
                        .invoices()
                        .listInvoices(
                            it -> it.reservationId(reservationId).limit(1).cursor(cursor)),
                InvoicePage::getItems,
                InvoicePage::getNextCursor)
            .toList();
    if (invoices.isEmpty()) {
      throw new IllegalStateException("The reservation has no invoice");
    }
    for (Invoice invoice : invoices) {
      byte[] pdf = motorpool.invoices().getInvoiceAsApplicationPdf(invoice.getId());
      System.out.printf(
          "Invoice %s over %s is %s; as a PDF it has %d bytes%n",
          invoice.getNumber(), money(invoice.getTotal()), invoice.getStatus(), pdf.length);
    }
  }

  private void await(String type) throws InterruptedException {
    long limit = System.nanoTime() + TIME_LIMIT.toNanos();
    while (true) {
      LiveEvent event = events.poll(limit - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new IllegalStateException("No " + type + " within " + TIME_LIMIT.toSeconds() + " s");
      }
      String state =
          event
              .reservation()
              .map(it -> String.valueOf(it.getStatus()))
              .or(() -> event.invoice().map(it -> String.valueOf(it.getStatus())))
              .orElse("");
      System.out.printf("  <- %d %s %s%n", event.sequence(), event.type(), state);
      if (event.type().equals(type)) {
        return;
      }
    }
  }

  private static String money(Money money) {
    return money.getAmount() + " " + money.getCurrency();
  }
}
