package io.motorpool.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body without a stated length, which fails as soon as it is longer than it may be. */
final class LimitedBody implements ReadStream<Buffer> {

  /** The body is too long. */
  static final class TooLong extends RuntimeException {
    private TooLong() {
      super("The body is too long", null, false, false);
    }
  }

  private final ReadStream<Buffer> body;
  private final long most;
  private Handler<Throwable> failed;
  private long seen;
  private boolean tooLong;

  LimitedBody(ReadStream<Buffer> body, long most) {
    this.body = body;
    this.most = most;
  }

  /** Whether the limit was passed. */
  boolean isTooLong() {
    return tooLong;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    failed = handler;
    body.exceptionHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    body.handler(handler == null ? null : buffer -> take(buffer, handler));
    return this;
  }

  private void take(Buffer buffer, Handler<Buffer> handler) {
    seen += buffer.length();
    if (seen <= most) {
      handler.handle(buffer);
    } else if (!tooLong) {
      tooLong = true;
      if (failed != null) {
        failed.handle(new TooLong());
      }
    }
  }

  @Override
  public ReadStream<Buffer> pause() {
    body.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    body.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    body.fetch(amount);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    body.endHandler(
        handler == null
            ? null
            : ended -> {
              if (!tooLong) {
                handler.handle(ended);
              }
            });
    return this;
  }
}
