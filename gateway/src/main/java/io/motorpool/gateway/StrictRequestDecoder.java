package io.motorpool.gateway;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Refuses a request that states the length of its body in two ways (RFC 9112, section 6.1): whoever
 * believes the other one sees two requests where there is one. The library's own decoder drops the
 * stated length in silence, and everything else that it does is kept.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

  /** Its name in the connection's pipeline. */
  static final String NAME = "httpDecoder";

  private StrictRequestDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Takes the place of the library's decoder on a connection that has just been accepted. */
  static void install(HttpConnection connection, HttpServerOptions options) {
    ((HttpServerConnection) connection)
        .channelHandlerContext()
        .pipeline()
        .replace(NAME, NAME, new StrictRequestDecoder(options));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Both Content-Length and Transfer-Encoding");
  }
}
