package com.browseruse.temporal.testing;

import java.util.function.Function;

/** Says what is wrong with a request as every version of the API says it. */
final class Refusals {

  private Refusals() {}

  static Answer guard(Call call, Function<Call, Answer> handler) {
    try {
      return handler.apply(call);
    } catch (InvalidRequestException e) {
      return Violation.answer(e.violations());
    } catch (CloudException e) {
      return of(e.problem());
    }
  }

  /** The texts are the provider's: on the wire they are all that tells one problem from another. */
  private static Answer of(Problem problem) {
    return switch (problem) {
      case NO_SUCH_TASK -> Answer.detail(404, "Task not found");
      case NO_SUCH_SESSION -> Answer.detail(404, "Session not found");
      case NO_SUCH_SHARE -> Answer.detail(404, "Public share not found");
      case NO_SUCH_FILE -> Answer.detail(404, "Output file not found");
      case NO_PURGE -> Answer.detail(403, "Project is not ZDR-enabled");
      case SESSION_STOPPED ->
          Answer.detail(
              400, "Browser session is stopped. Please start a new session and try again.");
      case SESSION_BUSY ->
          Answer.detail(
              400,
              "Agent session already has a running task."
                  + " Please wait for it to finish or stop it manually.");
      case TOO_MANY_SESSIONS ->
          Answer.detail(
              429,
              "Too many concurrent active sessions."
                  + " Please wait for one to finish, kill one, or upgrade your plan.");
    };
  }
}
