package io.motorpool.customer.domain;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lists of other services, read from the first page to the last: either all of it in time, or
 * nothing.
 */
final class Pages {

  private final long deadline;

  /**
   * @param atMost how long it may take to read all lists, from now on; each answer has a limit of
   *     its own besides
   */
  Pages(Duration atMost) {
    this.deadline = System.nanoTime() + atMost.toNanos();
  }

  /**
   * All entries of a list.
   *
   * @param service who has the list
   * @param read reads the page at a cursor, the first one at null
   * @param items the entries of a page
   * @param nextCursor the cursor of the page after it, null after the last
   * @throws NeighbourUnavailable if the service does not answer, or not in time
   */
  <P, T> List<T> all(
      String service,
      Function<String, P> read,
      Function<P, List<T>> items,
      Function<P, String> nextCursor) {
    List<T> all = new ArrayList<>();
    String cursor = null;
    do {
      if (System.nanoTime() - deadline > 0) {
        throw new NeighbourUnavailable(service, new TimeoutException());
      }
      String from = cursor;
      P page = ask(service, () -> read.apply(from));
      all.addAll(items.apply(page));
      cursor = nextCursor.apply(page);
    } while (cursor != null);
    return all;
  }

  /**
   * One answer.
   *
   * @throws NeighbourUnavailable if the service does not answer, or anything but a good answer
   */
  static <P> P ask(String service, Supplier<P> request) {
    try {
      return request.get();
    } catch (io.motorpool.contracts.reservation.client.ApiException
        | io.motorpool.contracts.billing.client.ApiException
        | io.motorpool.contracts.notification.client.ApiException
        | WebApplicationException
        | ProcessingException e) {
      throw new NeighbourUnavailable(service, e);
    }
  }
}
