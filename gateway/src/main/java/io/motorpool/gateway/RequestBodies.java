package io.motorpool.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads bodies of requests whole before a service hears of them: a client that is slow or sends too
 * much then holds no connection to a service. All bodies together have a limit, too.
 */
final class RequestBodies {

  private final Vertx vertx;
  private final long longest;
  private final Duration limit;
  private final long room;
  private final AtomicLong kept = new AtomicLong();

  /**
   * @param longest the largest body, in bytes
   * @param limit how long a client may take to send one
   * @param room how many bytes all bodies may have that are kept at one time
   */
  RequestBodies(Vertx vertx, long longest, Duration limit, long room) {
    this.vertx = vertx;
    this.longest = longest;
    this.limit = limit;
    this.room = room;
  }

  /**
   * Reads the body of a request that is paused, and keeps it until the exchange is over.
   *
   * @return fails with {@link Refusal} if the body is too long or too slow, or if too many are kept
   */
  Future<Buffer> read(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    if (!RequestHead.hasBody(request)) {
      return Future.succeededFuture(Buffer.buffer());
    }
    if (RequestHead.statedLength(request) > longest) {
      return Future.failedFuture(new Refusal(Problem.PAYLOAD_TOO_LARGE));
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    Reading reading = new Reading(request);
    exchange.whenOver(() -> kept.addAndGet(-reading.read));
    return reading.whole.future();
  }

  private final class Reading {

    private final Promise<Buffer> whole = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private long read;

    Reading(HttpServerRequest request) {
      long late =
          vertx.setTimer(
              limit.toMillis(), timer -> whole.tryFail(new Refusal(Problem.REQUEST_TIMEOUT)));
      whole.future().onComplete(done -> vertx.cancelTimer(late));
      request.exceptionHandler(whole::tryFail);
      request.endHandler(ended -> whole.tryComplete(body));
      request.handler(this::take);
      request.resume();
    }

    private void take(Buffer part) {
      if (whole.future().isComplete()) {
        return;
      }
      read += part.length();
      if (kept.addAndGet(part.length()) > room) {
        whole.tryFail(new Refusal(Problem.BUSY));
      } else if (read > longest) {
        whole.tryFail(new Refusal(Problem.PAYLOAD_TOO_LARGE));
      } else {
        body.appendBuffer(part);
      }
    }
  }
}
