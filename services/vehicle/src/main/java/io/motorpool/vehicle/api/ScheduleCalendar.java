package io.motorpool.vehicle.api;

import io.motorpool.vehicle.domain.MaintenanceWindow;
import io.motorpool.vehicle.domain.Occupation;
import io.motorpool.vehicle.domain.Period;
import io.motorpool.vehicle.domain.ScheduleEntry;
import java.time.Instant;
import java.util.UUID;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/** A vehicle's schedule as iCalendar (RFC 5545). */
final class ScheduleCalendar {

  private static final String PRODUCT = "-//Motorpool//Vehicle schedule//EN";

  private ScheduleCalendar() {}

  /**
   * Writes a calendar.
   *
   * @param taken what it shows
   * @param now what that is as of
   */
  static String of(Occupation taken, Instant now) {
    Calendar calendar = new Calendar();
    calendar.add(new ProdId(PRODUCT));
    calendar.add(ImmutableVersion.VERSION_2_0);
    taken.reservations().forEach(entry -> calendar.add(event(entry, now)));
    taken.maintenance().forEach(window -> calendar.add(event(window, now)));
    return calendar.toString();
  }

  private static VEvent event(ScheduleEntry entry, Instant now) {
    boolean held = entry.status() == ScheduleEntry.Status.PENDING;
    return event(
        entry.reservationId(),
        entry.period(),
        held ? "Held" : summary(entry),
        held ? Status.VALUE_TENTATIVE : Status.VALUE_CONFIRMED,
        now);
  }

  private static VEvent event(MaintenanceWindow window, Instant now) {
    return event(
        window.id(), window.period(), "Workshop: " + window.reason(), Status.VALUE_CONFIRMED, now);
  }

  private static VEvent event(UUID id, Period period, String summary, String status, Instant now) {
    VEvent event = new VEvent(period.startsAt(), period.endsAt(), summary);
    event.replace(new DtStamp(now));
    event.add(new Uid(id + "@motorpool"));
    event.add(new Status(status));
    return event;
  }

  private static String summary(ScheduleEntry entry) {
    return switch (entry.status()) {
      case ACTIVE -> "With the customer";
      case COMPLETED -> "Returned";
      default -> "Reserved";
    };
  }
}
