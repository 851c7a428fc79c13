package io.motorpool.gateway;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks who asks before a request is passed on: a token that is sent has to be good, whoever needs
 * one needs it here already, and with one of the operation's roles; for a WebSocket, a token or a
 * ticket. The services look again, and at whose the resource is.
 */
final class Admission {

  /** A bearer's token (RFC 6750, section 2.1); other schemes are no concern of ours. */
  private static final Pattern BEARER =
      Pattern.compile("Bearer( +([A-Za-z0-9._~+/-]+=*) *)?(.*)", Pattern.CASE_INSENSITIVE);

  private static final String CHALLENGE = "WWW-Authenticate";

  private final TokenVerifier verifier;
  private final RateLimit callers;

  /**
   * @param callers how much each caller may ask
   */
  Admission(TokenVerifier verifier, RateLimit callers) {
    this.verifier = verifier;
    this.callers = callers;
  }

  /**
   * Looks who asks, and tells the exchange.
   *
   * @return fails with {@link Refusal} if the request is not to be passed on
   */
  Future<Void> admit(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    Operation operation = exchange.operation();
    return caller(request)
        .onSuccess(caller -> caller.ifPresent(exchange::caller))
        .compose(caller -> check(operation, caller, request))
        .onFailure(failure -> challenge(failure, request));
  }

  private Future<Optional<Caller>> caller(HttpServerRequest request) {
    List<String> headers = request.headers().getAll("Authorization");
    if (headers.size() > 1) {
      return Future.failedFuture(new Refusal(Problem.TOKEN_NOT_BELIEVED));
    }
    Matcher bearer = BEARER.matcher(headers.isEmpty() ? "" : headers.getFirst());
    if (!bearer.matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    if (bearer.group(2) == null || !bearer.group(3).isEmpty()) {
      return Future.failedFuture(new Refusal(Problem.TOKEN_NOT_BELIEVED));
    }
    return verifier.verify(bearer.group(2)).map(Optional::of);
  }

  private Future<Void> check(
      Operation operation, Optional<Caller> caller, HttpServerRequest request) {
    Access access = operation.access();
    if (caller.isEmpty()) {
      boolean letIn = operation.topic() ? hasTicket(request) : access.everybody();
      return letIn
          ? Future.succeededFuture()
          : Future.failedFuture(new Refusal(Problem.TOKEN_MISSING));
    }
    if (!callers.allows(caller.get().subject(), request.response().headers())) {
      return Future.failedFuture(new Refusal(Problem.TOO_MANY_REQUESTS));
    }
    return access.isOpenTo(caller.get())
        ? Future.succeededFuture()
        : Future.failedFuture(new Refusal(Problem.forbidden(new TreeSet<>(access.roles()))));
  }

  /** Whether it is good, the service knows alone, which has given it. */
  private static boolean hasTicket(HttpServerRequest request) {
    try {
      return new QueryStringDecoder(request.uri())
          .parameters().getOrDefault("ticket", List.of()).stream().anyMatch(it -> !it.isEmpty());
    } catch (IllegalArgumentException e) {
      // A query that is not properly encoded has none.
      return false;
    }
  }

  /** Asks for a token, or for a better one (RFC 6750, section 3). */
  private static void challenge(Throwable failure, HttpServerRequest request) {
    if (failure instanceof Refusal refusal) {
      if (refusal.problem() == Problem.TOKEN_MISSING) {
        request.response().putHeader(CHALLENGE, "Bearer");
      } else if (refusal.problem() == Problem.TOKEN_NOT_BELIEVED) {
        request.response().putHeader(CHALLENGE, "Bearer error=\"invalid_token\"");
      }
    }
  }
}
