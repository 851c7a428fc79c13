package io.motorpool.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Lets requests through that are as the contract has them, and tells others what is not. */
final class ContractCheck {

  /** A body that takes longer to check than others may be kept waiting, in bytes. */
  private static final int LARGE = 16_384;

  private final Vertx vertx;

  ContractCheck(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Looks at everything but the body.
   *
   * @return fails with {@link Refusal}
   */
  Future<Void> parameters(Exchange exchange) {
    RequestRules rules = exchange.operation().rules();
    return check(rules.againstParameters(exchange.request()))
        .compose(
            good ->
                rules.isOfTheRightType(exchange.request())
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new Refusal(Problem.unsupportedMediaType(rules.bodyTypes()))));
  }

  /**
   * Looks at the body.
   *
   * @return the body; fails with {@link Refusal}
   */
  Future<Buffer> body(Exchange exchange, Buffer body) {
    RequestRules rules = exchange.operation().rules();
    if (!rules.hasSchemaFor(exchange.request())) {
      return Future.succeededFuture(body);
    }
    Future<List<Violation>> violations =
        body.length() > LARGE
            ? vertx.executeBlocking(() -> rules.againstBody(body), false)
            : Future.succeededFuture(rules.againstBody(body));
    return violations.compose(ContractCheck::check).map(good -> body);
  }

  private static Future<Void> check(List<Violation> violations) {
    return violations.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(new Refusal(Problem.invalid(violations)));
  }
}
