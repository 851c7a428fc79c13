package io.motorpool.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads requests as the library's own decoder does, but in two things. A request that states the
 * length of its body in two ways is refused (RFC 9112, section 6.1): whoever believes the other one
 * sees two requests where there is one; the library drops the stated length in silence. And what
 * one line asks of the connection, as in {@code Connection: close, Upgrade}, is asked in a line
 * each (RFC 9110, section 5.3): the library looks for {@code close} as a whole line only, and would
 * keep the connection.
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
  protected void decode(ChannelHandlerContext context, ByteBuf read, List<Object> decoded)
      throws Exception {
    int before = decoded.size();
    super.decode(context, read, decoded);
    for (int i = before; i < decoded.size(); i++) {
      if (decoded.get(i) instanceof HttpRequest request) {
        separate(request.headers());
      }
    }
  }

  private static void separate(HttpHeaders headers) {
    List<String> lines = headers.getAll(HttpHeaderNames.CONNECTION);
    if (lines.stream().anyMatch(line -> line.indexOf(',') >= 0)) {
      headers.set(
          HttpHeaderNames.CONNECTION,
          lines.stream().flatMap(line -> Stream.of(line.split(","))).map(String::strip).toList());
    }
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Both Content-Length and Transfer-Encoding");
  }
}
