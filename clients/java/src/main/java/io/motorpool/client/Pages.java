package io.motorpool.client;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lists that come in pages, read as one stream. */
public final class Pages {

  private Pages() {}

  /**
   * Everything in a list. A page is asked for when the stream gets there, and not before: {@code
   * limit(10)} of pages of 50 makes one call.
   *
   * <pre>{@code
   * Pages.stream(
   *     cursor -> motorpool.vehicles().listVehicles(it -> it.branchId(branchId).cursor(cursor)),
   *     VehiclePage::getItems,
   *     VehiclePage::getNextCursor)
   * }</pre>
   *
   * @param page asks for the page at a cursor; null is the first page
   * @param items what is on a page
   * @param next the cursor of the page after it; null for the last
   * @param <P> the type of a page
   * @param <T> the type of what is listed
   * @return a sequential stream, good for once, as streams are
   */
  public static <P, T> Stream<T> stream(
      Function<String, P> page,
      Function<P, ? extends Collection<T>> items,
      Function<P, String> next) {
    Iterator<T> iterator = new PageIterator<>(page, items, next);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private static final class PageIterator<P, T> implements Iterator<T> {

    private final Function<String, P> page;
    private final Function<P, ? extends Collection<T>> items;
    private final Function<P, String> next;
    private final Queue<T> read = new ArrayDeque<>();
    private String cursor;
    private boolean last;

    PageIterator(
        Function<String, P> page,
        Function<P, ? extends Collection<T>> items,
        Function<P, String> next) {
      this.page = page;
      this.items = items;
      this.next = next;
    }

    @Override
    public boolean hasNext() {
      while (read.isEmpty() && !last) {
        P found = page.apply(cursor);
        read.addAll(items.apply(found));
        cursor = next.apply(found);
        last = cursor == null;
      }
      return !read.isEmpty();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return read.remove();
    }
  }
}
