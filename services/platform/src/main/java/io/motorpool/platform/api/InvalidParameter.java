package io.motorpool.platform.api;

import io.motorpool.contracts.common.model.ProblemError;

/** A path, query or header parameter that its type does not rule out, but the contract does. */
public final class InvalidParameter extends RuntimeException {

  private final String parameter;

  /**
   * @param parameter the name of the parameter
   * @param rule what it must be
   */
  public InvalidParameter(String parameter, String rule) {
    super(rule);
    this.parameter = parameter;
  }

  ProblemError toError() {
    return Problems.inParameter(parameter, getMessage());
  }
}
