package io.motorpool.reservation.api;

import io.motorpool.platform.identity.Caller;
import io.motorpool.reservation.domain.Channel;

/** Tells the staff from customers, of whom the domain knows no tokens. */
final class Channels {

  private Channels() {}

  /** By whom the present request is made. */
  static Channel present() {
    return Caller.present().isLimited() ? Channel.SELF_SERVICE : Channel.DESK;
  }
}
