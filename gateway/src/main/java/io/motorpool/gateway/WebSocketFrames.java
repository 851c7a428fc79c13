package io.motorpool.gateway;

import io.vertx.core.buffer.Buffer;

/**
 * Follows the frames of one direction of a WebSocket (RFC 6455, section 5.2) as they pass, without
 * keeping or changing a byte: a frame of our own may only be put where one has ended.
 */
final class WebSocketFrames {

  private static final int CLOSE = 0x8;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;
  private static final int MASKED = 0x80;
  private static final int LONGEST_HEADER = 14;

  private final byte[] header = new byte[LONGEST_HEADER];
  private int headerRead;
  private long payloadLeft;
  private boolean closing;
  private int count;
  private long longest;

  /** Notes what passes. */
  void passed(Buffer bytes) {
    int at = 0;
    while (at < bytes.length()) {
      if (payloadLeft > 0) {
        int taken = (int) Math.min(payloadLeft, bytes.length() - at);
        payloadLeft -= taken;
        at += taken;
      } else {
        header[headerRead++] = bytes.getByte(at++);
        if (headerRead >= 2 && headerRead == headerLength()) {
          closing |= (header[0] & 0x0f) == CLOSE;
          payloadLeft = payloadLength();
          longest = Math.max(longest, payloadLeft);
          count++;
          headerRead = 0;
        }
      }
    }
  }

  /** Whether every frame that began has ended. */
  boolean areWhole() {
    return headerRead == 0 && payloadLeft == 0;
  }

  /** How many have begun. */
  int count() {
    return count;
  }

  /** The length of the longest one, in bytes, without its header. */
  long longest() {
    return longest;
  }

  /** Whether a close frame has passed, after which there may be no other. */
  boolean areClosing() {
    return closing;
  }

  /** A close frame as a server sends it, unmasked and without a reason. */
  static Buffer close(int code) {
    return Buffer.buffer()
        .appendByte((byte) (0x80 | CLOSE))
        .appendByte((byte) 2)
        .appendUnsignedShort(code);
  }

  private int headerLength() {
    int extended =
        switch (header[1] & 0x7f) {
          case LENGTH_IN_TWO_BYTES -> 2;
          case LENGTH_IN_EIGHT_BYTES -> 8;
          default -> 0;
        };
    return 2 + extended + ((header[1] & MASKED) == 0 ? 0 : 4);
  }

  private long payloadLength() {
    int stated = header[1] & 0x7f;
    int bytes = stated == LENGTH_IN_TWO_BYTES ? 2 : stated == LENGTH_IN_EIGHT_BYTES ? 8 : 0;
    long length = bytes == 0 ? stated : 0;
    for (int i = 0; i < bytes; i++) {
      length = length << 8 | header[2 + i] & 0xff;
    }
    // More than any memory; whoever sends that never gets to the frame's end.
    return length < 0 ? Long.MAX_VALUE : length;
  }
}
