package com.browseruse.temporal.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.browseruse.temporal.client.BrowserUseException;

/**
 * One call and one of its documented answers.
 *
 * @param route such as {@code v2 GET /tasks/{}}
 * @param status the answer
 * @param play makes the call and holds what comes of it against the documents
 */
record Case(String route, int status, Play play) {

  /** Makes the call. */
  interface Play {
    void in(Lab lab) throws Exception;
  }

  static Case of(String route, int status, Play play) {
    return new Case(route, status, play);
  }

  /** A call that fails with a certain error, and with the status that the case is about. */
  static Case refused(
      String route, int status, Class<? extends BrowserUseException> error, Play play) {
    return new Case(
        route,
        status,
        lab -> {
          BrowserUseException e = catchThrowableOfType(error, () -> play.in(lab));
          assertThat(e).as("the error").isNotNull();
          assertThat(e.statusCode()).isEqualTo(status);
          assertThat(e.mayHaveTakenEffect()).as("may have taken effect").isFalse();
        });
  }

  String answer() {
    return route + " " + status;
  }
}
