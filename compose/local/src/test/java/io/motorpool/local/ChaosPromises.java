package io.motorpool.local;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What clients were told by the platform, and will hold it to. */
final class ChaosPromises {

  private final Map<String, String> reserved = new HashMap<>();
  private final List<String> cancelled = new ArrayList<>();
  private final List<String> completed = new ArrayList<>();
  private final Map<String, BigDecimal> paid = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  /** A reservation was answered with 201. */
  void reserved(String reservation, String total) {
    reserved.put(reservation, total);
  }

  void cancelled(String reservation) {
    cancelled.add(reservation);
  }

  void completed(String reservation) {
    completed.add(reservation);
  }

  /** A payment was answered with 201. */
  void paid(String invoice, BigDecimal amount) {
    paid.merge(invoice, amount, BigDecimal::add);
  }

  /** Something happened that must not happen. */
  void broken(String what) {
    broken.add(what);
  }

  void addAll(ChaosPromises others) {
    reserved.putAll(others.reserved);
    cancelled.addAll(others.cancelled);
    completed.addAll(others.completed);
    others.paid.forEach(this::paid);
    broken.addAll(others.broken);
  }

  /** The reservations, and their totals. */
  Map<String, String> reserved() {
    return reserved;
  }

  List<String> cancelled() {
    return cancelled;
  }

  List<String> completed() {
    return completed;
  }

  /** The invoices something was paid for, and how much in all. */
  Map<String, BigDecimal> paid() {
    return paid;
  }

  List<String> broken() {
    return broken;
  }

  @Override
  public String toString() {
    return "%d booked, %d cancelled, %d rented, %d paid"
        .formatted(reserved.size(), cancelled.size(), completed.size(), paid.size());
  }
}
