package io.motorpool.platform.identity;

/** The request has no token, or one that is not to be believed. */
public final class Unauthorized extends RuntimeException {

  private final boolean tokenSent;

  private Unauthorized(String detail, boolean tokenSent, Throwable cause) {
    super(detail, cause);
    this.tokenSent = tokenSent;
  }

  static Unauthorized withoutToken() {
    return new Unauthorized("Send a token of the issuer as a bearer.", false, null);
  }

  /** The cause is for whoever debugs; callers are not told what a forgery lacks. */
  static Unauthorized notBelieved(Throwable cause) {
    return new Unauthorized(
        "The token is expired, of another issuer, for others, or forged.", true, cause);
  }

  /** Whether a token was sent. */
  public boolean tokenSent() {
    return tokenSent;
  }
}
