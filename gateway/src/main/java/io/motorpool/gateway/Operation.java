package io.motorpool.gateway;

/**
 * A method of a path, as the contract has it.
 *
 * @param access who may call it
 * @param rules what a request has to be like
 * @param topic whether it opens a WebSocket; for that a ticket does in place of a token, which the
 *     service knows
 */
record Operation(Access access, RequestRules rules, boolean topic) {

  /** For whoever has a token or a ticket; of whom the service lets in whom it knows. */
  static final Operation TOPIC = new Operation(Access.EVERYBODY, RequestRules.NONE, true);
}
