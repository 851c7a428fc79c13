package io.motorpool.analytics.domain;

import static io.motorpool.testing.Snapshots.euros;
import static org.assertj.core.api.Assertions.assertThat;

import io.motorpool.contracts.common.model.Price;
import io.motorpool.contracts.event.model.InvoiceSnapshot;
import io.motorpool.contracts.event.model.InvoiceSnapshotStatus;
import io.motorpool.contracts.event.model.ReservationSnapshot;
import io.motorpool.contracts.reservation.model.Handback;
import io.motorpool.contracts.reservation.model.ReservationStatus;
import io.motorpool.embedded.EmbeddedPostgres;
import io.motorpool.liquibase.Database;
import io.motorpool.testing.Snapshots;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The same events make the same facts, whatever order they come in and however often. */
class FactBatchIT {

  private static final Instant BEGIN = Instant.parse("2026-11-01T08:00:00Z");

  private static EmbeddedPostgres postgres;
  private static Connection connection;

  @BeforeContainer
  static void start() throws SQLException {
    postgres = EmbeddedPostgres.throwAway().with(Database.ANALYTICS);
    connection =
        DriverManager.getConnection(
            postgres.urlOf(Database.ANALYTICS),
            Database.ANALYTICS.user(),
            Database.ANALYTICS.user());
    connection.setAutoCommit(false);
  }

  @AfterContainer
  static void stop() throws SQLException {
    connection.close();
    postgres.close();
  }

  /** How a rental goes; a letter a step, each a version on. */
  enum Course {
    KEPT("cvmsf"),
    EXTENDED("cvmmsmf"),
    CANCELLED("cvx"),
    CANCELLED_AT_ONCE("cx"),
    EXPIRED("ce"),
    NOT_PICKED_UP("cvmn");

    private final String steps;

    Course(String steps) {
      this.steps = steps;
    }
  }

  @Provide
  Arbitrary<List<Facts.Change>> histories() {
    Arbitrary<List<Facts.Change>> rental =
        Combinators.combine(
                Arbitraries.of(Course.class),
                Arbitraries.strings().withChars("ioapc").ofMaxLength(6),
                Arbitraries.randoms())
            .as(FactBatchIT::rental);
    return rental
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(rentals -> rentals.stream().flatMap(List::stream).toList());
  }

  @Property(tries = 150)
  void factsDoNotDependOnTheOrderOfTheEventsNorOnRepetitions(
      @ForAll("histories") List<Facts.Change> events, @ForAll Random random) throws SQLException {
    List<Facts.Change> disturbed = new ArrayList<>(events);
    events.stream().filter(event -> random.nextBoolean()).forEach(disturbed::add);
    Collections.shuffle(disturbed, random);

    assertThat(facts(disturbed, 1 + random.nextInt(5))).isEqualTo(facts(events, 1));
  }

  /** All there is after the events, in batches of some of them. */
  private static List<String> facts(List<Facts.Change> events, int batch) throws SQLException {
    try (FactBatch facts = new FactBatch(connection);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < events.size(); i++) {
        events.get(i).addTo(facts);
        if (i % batch == 0) {
          facts.write();
        }
      }
      facts.write();
      List<String> found = new ArrayList<>();
      ResultSet rows =
          statement.executeQuery(
              """
              select (to_jsonb(fact) - 'logged_events')::text from reservation_fact fact
              union all select to_jsonb(change)::text from invoice_change change order by 1
              """);
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      assertThat(found).isNotEmpty();
      return found;
    } finally {
      connection.rollback();
    }
  }

  private static List<Facts.Change> rental(Course course, String invoiceSteps, Random random) {
    ReservationSnapshot first = Snapshots.reservation(UUID.randomUUID());
    List<Facts.Change> events = new ArrayList<>();
    OffsetDateTime endsAt = first.getEndsAt();
    for (int version = 0; version < course.steps.length(); version++) {
      char step = course.steps.charAt(version);
      if (step == 'm') {
        endsAt = endsAt.plusHours(1 + random.nextInt(48));
      }
      Instant moment = BEGIN.plusSeconds(3600L * version + random.nextInt(3600));
      ReservationSnapshot state =
          Snapshots.reservation(first.getCustomerId())
              .id(first.getId())
              .vehicleId(step == 'm' ? UUID.randomUUID() : first.getVehicleId())
              .pickupBranchId(first.getPickupBranchId())
              .returnBranchId(first.getReturnBranchId())
              .endsAt(endsAt)
              .price(
                  new Price()
                      .lines(first.getPrice().getLines())
                      .total(euros(random.nextInt(1000) + ".00")))
              .status(status(step))
              .version((long) version);
      if (step == 'f') {
        state.handback(new Handback().returnedAt(endsAt.minusHours(random.nextInt(5))));
      }
      events.add(
          step == 'm' ? facts -> facts.add(state) : facts -> facts.add(step(step), moment, state));
    }
    events.addAll(invoice(first, invoiceSteps, random));
    return events;
  }

  private static List<Facts.Change> invoice(
      ReservationSnapshot reservation, String steps, Random random) {
    UUID id = UUID.randomUUID();
    List<Facts.Change> events = new ArrayList<>();
    long version = 0;
    for (char step : steps.toCharArray()) {
      Instant moment = BEGIN.plusSeconds(3600L * version + random.nextInt(3600));
      BigDecimal paid = new BigDecimal(random.nextInt(500) + ".00");
      InvoiceSnapshot state =
          Snapshots.invoice(reservation.getCustomerId(), reservation.getId())
              .invoiceId(id)
              .status(step == 'c' ? InvoiceSnapshotStatus.CREDITED : InvoiceSnapshotStatus.ISSUED)
              .paid(euros(paid.toString()))
              .balance(euros((step == 'c' ? paid.negate() : paid).toString()))
              .version(version);
      events.add(facts -> facts.add(moment, state, step == 'o'));
      // Not every version is told of: a part that is paid is not.
      version += 1 + random.nextInt(2);
    }
    return events;
  }

  private static ReservationStep step(char step) {
    return switch (step) {
      case 'c' -> ReservationStep.CREATED;
      case 'v' -> ReservationStep.CONFIRMED;
      case 's' -> ReservationStep.STARTED;
      case 'f' -> ReservationStep.COMPLETED;
      case 'x' -> ReservationStep.CANCELLED;
      case 'e' -> ReservationStep.EXPIRED;
      case 'n' -> ReservationStep.NO_SHOW;
      default -> throw new IllegalArgumentException("No step: " + step);
    };
  }

  private static ReservationStatus status(char step) {
    return switch (step) {
      case 'c' -> ReservationStatus.PENDING;
      case 'm' -> ReservationStatus.CONFIRMED;
      case 's' -> ReservationStatus.ACTIVE;
      default -> ReservationStatus.valueOf(step(step).name());
    };
  }
}
