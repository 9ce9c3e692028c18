package com.browseruse.temporal.testing;

/** Carries a {@link Problem} to where it is worded. */
final class CloudException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;

  CloudException(Problem problem) {
    super(problem.name(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
