package com.browseruse.temporal.testing;

import java.time.Instant;

/** Work that is done some time after its request came. Guarded by its service's lock. */
final class LateWork {

  private final Request request;
  private final Instant due;
  private Answer answer;

  LateWork(Request request, Instant due) {
    this.request = request;
    this.due = due;
  }

  Request request() {
    return request;
  }

  Instant due() {
    return due;
  }

  /** What came of it, or null if it was not done. */
  Answer answer() {
    return answer;
  }

  void done(Answer result) {
    answer = result;
  }
}
