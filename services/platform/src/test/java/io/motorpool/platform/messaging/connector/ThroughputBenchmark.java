package io.motorpool.platform.messaging.connector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Prints how many events a second are confirmed, in batches of 100 as the relay sends them, and how
 * many are consumed and acknowledged one by one. Not a test; arguments: broker, number of events.
 */
public final class ThroughputBenchmark {

  private ThroughputBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    TestBroker broker = TestBroker.valueOf(arguments.length > 0 ? arguments[0] : "RABBITMQ");
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    try (ConnectorFixture fixture = new ConnectorFixture(broker)) {
      fixture.declareQueue();
      fixture.openPublisher();
      while (!fixture.state.connected()) {
        Thread.sleep(10);
      }
      String body = "x".repeat(1_000);
      for (int part = 1; part <= 2; part++) {
        long begin = System.nanoTime();
        for (int sent = 0; sent < events / 2; sent += 100) {
          List<CompletableFuture<Void>> confirms = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            confirms.add(fixture.publish(body));
          }
          confirms.forEach(CompletableFuture::join);
        }
        print(broker + ", published and confirmed, part " + part, events / 2, begin);
      }
      CountDownLatch consumed = new CountDownLatch(events);
      long begin = System.nanoTime();
      fixture.listen(
          message -> {
            message.ack();
            consumed.countDown();
          });
      consumed.await();
      print(broker + ", consumed and acknowledged", events, begin);
    }
    System.exit(0);
  }

  private static void print(String what, int events, long begin) {
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1_000.0;
    System.out.printf("%s: %d events, %.0f a second%n", what, events, events / seconds);
  }
}
