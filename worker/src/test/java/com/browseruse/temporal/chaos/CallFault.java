package com.browseruse.temporal.chaos;

import com.browseruse.temporal.testing.Fault;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What goes wrong with one call. */
enum CallFault {
  SLOW(Kind.NONE, fault -> fault.delay(Duration.ofMillis(500))),
  ERROR(Kind.IDLE, fault -> fault.status(500)),
  UNAVAILABLE(Kind.IDLE, fault -> fault.status(503).header("Retry-After", "3")),
  RATE_LIMITED(Kind.IDLE, fault -> fault.status(429).header("Retry-After", "3")),
  REQUEST_TIMEOUT(Kind.IDLE, fault -> fault.status(408)),
  GARBAGE(Kind.IDLE, Fault.Builder::garbage),
  EMPTY_OBJECT(Kind.IDLE, fault -> fault.body("{}")),
  HANG_UP_BEFORE(Kind.IDLE, fault -> fault.disconnect(Fault.Disconnect.BEFORE)),
  HANG_UP_AFTER(Kind.DONE, fault -> fault.disconnect(Fault.Disconnect.AFTER)),
  HANG_UP_MID_BODY(Kind.DONE, fault -> fault.disconnect(Fault.Disconnect.MID_BODY)),
  NO_ANSWER(Kind.DONE, fault -> fault.delay(FaultCase.CALL_LIMIT.plusSeconds(1))),
  DONE_BUT_ERROR(Kind.DONE, fault -> fault.status(500).commit()),
  DONE_BUT_GARBAGE(Kind.DONE, fault -> fault.garbage().commit()),
  DONE_3_SECONDS_LATER(Kind.LATE, fault -> late(fault, 3)),
  DONE_8_SECONDS_LATER(Kind.LATE, fault -> late(fault, 8)),
  UNAUTHORIZED(Kind.REFUSED, fault -> fault.status(401)),
  OUT_OF_CREDITS(Kind.REFUSED, fault -> fault.status(402)),
  FORBIDDEN(Kind.REFUSED, fault -> fault.status(403)),
  NOT_FOUND(Kind.REFUSED, fault -> fault.status(404)),
  INVALID(Kind.REFUSED, fault -> fault.status(422));

  /** What came of the call. */
  enum Kind {
    /** It was done and answered. */
    NONE,

    /** It was not done, and may be repeated. */
    IDLE,

    /** It was done, which the answer does not tell. */
    DONE,

    /** It is done when nobody waits for it any more. */
    LATE,

    /** It was not done, and no repetition of a create will mend that. */
    REFUSED
  }

  final Kind kind;
  final UnaryOperator<Fault.Builder> change;

  CallFault(Kind kind, UnaryOperator<Fault.Builder> change) {
    this.kind = kind;
    this.change = change;
  }

  private static Fault.Builder late(Fault.Builder fault, int seconds) {
    return fault.disconnect(Fault.Disconnect.BEFORE).commitDelay(Duration.ofSeconds(seconds));
  }
}
