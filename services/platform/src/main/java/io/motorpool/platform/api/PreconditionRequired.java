package io.motorpool.platform.api;

/** The request must say which version it wants to change (RFC 6585, 3). */
public final class PreconditionRequired extends RuntimeException {

  PreconditionRequired() {
    super("Send the ETag of the version you read as If-Match.");
  }
}
