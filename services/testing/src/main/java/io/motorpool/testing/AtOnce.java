package io.motorpool.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Several callers at the same moment, each on a thread of its own. */
public final class AtOnce {

  private AtOnce() {}

  /**
   * Lets all calls go at the same moment and waits for the last.
   *
   * @return what they returned, in the order of the calls
   * @throws java.util.concurrent.ExecutionException if one of them failed
   */
  public static <T> List<T> call(List<Callable<T>> calls) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<T>> pending = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      for (Callable<T> call : calls) {
        pending.add(
            threads.submit(
                () -> {
                  go.await();
                  return call.call();
                }));
      }
      go.countDown();
    }
    List<T> results = new ArrayList<>();
    for (Future<T> result : pending) {
      results.add(result.get());
    }
    return results;
  }

  /** As {@link #call(List)}, with the same call so many times. */
  public static <T> List<T> call(int times, Callable<T> call) throws Exception {
    return call(Stream.generate(() -> call).limit(times).toList());
  }
}
