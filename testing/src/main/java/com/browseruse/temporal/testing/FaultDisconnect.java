package com.browseruse.temporal.testing;

/** Where in an exchange a fault cuts the connection. */
public enum FaultDisconnect {
  /** The request has arrived; nothing is done with it. */
  BEFORE,
  /** The work is done; not a byte of the answer is sent. */
  AFTER,
  /** The work is done; the answer's head and half of its body are sent. */
  MID_BODY
}
