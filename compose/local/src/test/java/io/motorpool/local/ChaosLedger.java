package io.motorpool.local;

import io.motorpool.liquibase.Database;
import io.motorpool.liquibase.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The books of the six services, laid side by side: after any fault they must agree, one for one.
 * Names every disagreement, not only the first.
 */
final class ChaosLedger {

  private static final List<Database> PUBLISHERS =
      List.of(Database.CUSTOMER, Database.RESERVATION, Database.BILLING);

  private final DatabaseServer server;
  private final List<String> wrong = new ArrayList<>();

  ChaosLedger(DatabaseServer server) {
    this.server = server;
  }

  /** Whether nothing is under way any more: what was decided is sent, heard, and answered. */
  boolean isQuiet() {
    if (PUBLISHERS.stream()
            .anyMatch(it -> !rows(it, "select id from outbox where sent_at is null").isEmpty())
        || !rows(Database.RESERVATION, "select id from reservation where status = 'PENDING'")
            .isEmpty()) {
      return false;
    }
    Set<String> reservations = reservationEvents();
    Set<String> all = new TreeSet<>(reservations);
    all.addAll(invoiceEvents());
    return inbox(Database.NOTIFICATION).containsAll(all)
        && inbox(Database.NOTIFICATION).containsAll(customerEvents())
        && inbox(Database.ANALYTICS).containsAll(all)
        && inbox(Database.VEHICLE).containsAll(reservations)
        && inbox(Database.BILLING).containsAll(reservations)
        && inbox(Database.BILLING).containsAll(customerEvents())
        && inbox(Database.RESERVATION).containsAll(invoiceEvents());
  }

  /**
   * Compares everything.
   *
   * @param promises what clients were told
   * @return what does not agree
   */
  List<String> disagreements(ChaosPromises promises) {
    wrong.clear();
    wrong.addAll(promises.broken());
    Map<String, String> reservations =
        map(
            Database.RESERVATION,
            "select id, status || ' ' || version from reservation where past_reference is null");
    same(
        "promised reservations and stored ones",
        pairs(promises.reserved()),
        pairs(
            map(
                Database.RESERVATION,
                "select id, total_amount from reservation where past_reference is null")));
    in("cancelled", "CANCELLED", promises.cancelled(), reservations);
    in("returned", "COMPLETED", promises.completed(), reservations);
    same(
        "reservations and schedule entries",
        pairs(reservations),
        pairs(
            map(
                Database.VEHICLE,
                "select reservation_id, status || ' ' || reservation_version from schedule_entry")));
    same(
        "reservations and facts",
        pairs(map(Database.RESERVATION, "select id, status || ' ' || version from reservation")),
        pairs(
            map(
                Database.ANALYTICS,
                "select reservation_id, status || ' ' || version from reservation_fact")));
    invoices(reservations);
    payments(promises);
    events();
    none(
        "double bookings",
        Database.RESERVATION,
        "select a.id || ' ' || b.id from reservation a join reservation b on a.vehicle_id = b.vehicle_id"
            + " and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at"
            + " where a.status in ('PENDING', 'CONFIRMED', 'ACTIVE')"
            + " and b.status in ('PENDING', 'CONFIRMED', 'ACTIVE')");
    for (Database database : Database.values()) {
      none(
          "parked events of " + database,
          database,
          "select reason from parked_event where position('%s'::bytea in body) = 0"
              .formatted(ChaosQueues.MARK));
    }
    return List.copyOf(wrong);
  }

  /** How much of the poison was parked, in all databases. */
  int poisonParked() {
    return Arrays.stream(Database.values())
        .mapToInt(database -> rows(database, "select id from parked_event").size())
        .sum();
  }

  private void in(String told, String status, List<String> ids, Map<String, String> reservations) {
    ids.stream()
        .filter(id -> !reservations.getOrDefault(id, "").startsWith(status + " "))
        .forEach(id -> wrong.add("%s, but %s: %s".formatted(told, reservations.get(id), id)));
  }

  /** A customer's messages, as many as there are. */
  long messagesOf(String customer) {
    return rows(
            Database.NOTIFICATION,
            "select id from notification where customer_id = '%s'".formatted(customer))
        .size();
  }

  private void invoices(Map<String, String> reservations) {
    Map<String, String> totals =
        map(Database.RESERVATION, "select id, total_amount from reservation");
    Map<String, String> invoices =
        map(
            Database.BILLING,
            "select reservation_id, status || ' ' || total_amount from invoice"
                + " where kind is null or kind = 'RENTAL'");
    reservations.forEach(
        (id, status) -> {
          String invoice = invoices.get(id);
          if (status.matches("(CONFIRMED|ACTIVE|COMPLETED) .*")) {
            if (invoice == null || !invoice.matches("(ISSUED|PAID) " + totals.get(id))) {
              wrong.add(status + ", but its invoice is " + invoice + ": " + id);
            }
          } else if (invoice != null && !invoice.startsWith("CREDITED ")) {
            // One that was cancelled before billing heard of it never had an invoice.
            wrong.add(status + ", but its invoice is " + invoice + ": " + id);
          }
        });
    invoices.keySet().stream()
        .filter(id -> !reservations.containsKey(id))
        .forEach(id -> wrong.add("an invoice for no reservation: " + id));
    same(
        "invoices and facts",
        pairs(
            map(
                Database.BILLING,
                "select id, version || ' ' || (total_amount - credited_amount) from invoice")),
        pairs(
            map(
                Database.ANALYTICS,
                "select distinct on (invoice_id) invoice_id, version || ' ' || charged_amount"
                    + " from invoice_change where invoice_id <> reservation_id"
                    + " order by invoice_id, version desc")));
  }

  private void payments(ChaosPromises promises) {
    Map<String, String> promised = new TreeMap<>();
    promises.paid().forEach((invoice, amount) -> promised.put(invoice, amount.toPlainString()));
    same(
        "promised payments and stored ones",
        pairs(promised),
        pairs(
            map(
                Database.BILLING,
                "select invoice_id, sum(amount) from payment group by invoice_id")));
    same(
        "promised payments and what invoices say was paid",
        pairs(promised),
        pairs(map(Database.BILLING, "select id, paid_amount from invoice where paid_amount > 0")));
    none(
        "invoices that are paid and do not say so, or say so and are not",
        Database.BILLING,
        "select id from invoice where (balance_amount > 0) <> (status = 'ISSUED')");
  }

  private void events() {
    Set<String> reservations = reservationEvents();
    Set<String> invoices = invoiceEvents();
    Set<String> all = new TreeSet<>(reservations);
    all.addAll(invoices);
    same("events and what vehicle heard", reservations, inbox(Database.VEHICLE));
    Set<String> billed = new TreeSet<>(reservations);
    billed.addAll(customerEvents());
    same("events and what billing heard", billed, inbox(Database.BILLING));
    same("events and what reservation heard", invoices, inbox(Database.RESERVATION));
    Set<String> heard = new TreeSet<>(all);
    heard.addAll(customerEvents());
    same("events and what notification heard", heard, inbox(Database.NOTIFICATION));
    same("events and what analytics heard", all, inbox(Database.ANALYTICS));
    List<String> notifications = rows(Database.NOTIFICATION, "select event_id from notification");
    // Nobody is told of what was rented before.
    all.removeAll(
        rows(
            Database.RESERVATION, "select event_id from outbox where body like '%\"imported\":%'"));
    same("events and notifications", all, new TreeSet<>(notifications));
    if (notifications.size() != all.size()) {
      wrong.add("%d events, %d notifications".formatted(all.size(), notifications.size()));
    }
  }

  private Set<String> reservationEvents() {
    return new TreeSet<>(rows(Database.RESERVATION, "select event_id from outbox"));
  }

  private Set<String> invoiceEvents() {
    return new TreeSet<>(rows(Database.BILLING, "select event_id from outbox"));
  }

  private Set<String> customerEvents() {
    return new TreeSet<>(rows(Database.CUSTOMER, "select event_id from outbox"));
  }

  private Set<String> inbox(Database database) {
    return new TreeSet<>(
        rows(
            database,
            "select event_id from inbox where type <> 'queue.recreated' and source <> '%s'"
                .formatted(ChaosQueues.SOURCE)));
  }

  private void none(String what, Database database, String sql) {
    List<String> found = rows(database, sql);
    if (!found.isEmpty()) {
      wrong.add("%d %s: %s".formatted(found.size(), what, found.stream().limit(5).toList()));
    }
  }

  private void same(String what, Set<String> expected, Set<String> found) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(found);
    Set<String> tooMany = new TreeSet<>(found);
    tooMany.removeAll(expected);
    if (!missing.isEmpty() || !tooMany.isEmpty()) {
      wrong.add(
          "%s: %d missing %s, %d too many %s"
              .formatted(
                  what,
                  missing.size(),
                  missing.stream().limit(5).toList(),
                  tooMany.size(),
                  tooMany.stream().limit(5).toList()));
    }
  }

  private static Set<String> pairs(Map<String, String> map) {
    Set<String> pairs = new TreeSet<>();
    map.forEach((key, value) -> pairs.add(key + " " + value));
    return pairs;
  }

  private Map<String, String> map(Database database, String sql) {
    Map<String, String> found = new TreeMap<>();
    query(database, sql, result -> found.put(result.getString(1), result.getString(2)));
    return found;
  }

  private List<String> rows(Database database, String sql) {
    List<String> found = new ArrayList<>();
    query(database, sql, result -> found.add(result.getString(1)));
    return found;
  }

  private void query(Database database, String sql, Row row) {
    try (Connection connection =
            DriverManager.getConnection(server.urlOf(database), server.user(), server.password());
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      while (result.next()) {
        row.read(result);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private interface Row {
    void read(ResultSet result) throws SQLException;
  }
}
