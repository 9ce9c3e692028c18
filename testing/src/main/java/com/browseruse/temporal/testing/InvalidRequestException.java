package com.browseruse.temporal.testing;

import java.util.List;

/** A request that does not fit the API's description. */
final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  InvalidRequestException(List<Violation> violations) {
    super(violations.toString(), null, false, false);
    this.violations = List.copyOf(violations);
  }

  List<Violation> violations() {
    return violations;
  }

  /** Ends the reading of a request: does nothing if nothing was found. */
  static void throwIfAny(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
  }
}
