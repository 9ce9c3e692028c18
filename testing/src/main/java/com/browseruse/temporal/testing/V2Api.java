package com.browseruse.temporal.testing;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Version 2 of the API on the wire: its routes, its key, its way to say that something is wrong.
 */
final class V2Api {

  static final String PREFIX = "/api/v2";

  private static final String KEY_HEADER = "X-Browser-Use-API-Key";

  private final String apiKey;

  /** With a key of null any key is right, as long as there is one. */
  V2Api(String apiKey) {
    this.apiKey = apiKey;
  }

  void addTo(Routes routes, Cloud cloud, Downloads downloads) {
    V2Views views = new V2Views(downloads);
    V2Tasks tasks = new V2Tasks(cloud, views);
    V2Sessions sessions = new V2Sessions(cloud, views);
    V2Files files = new V2Files(cloud, downloads);
    add(routes, "POST", "/tasks", tasks::create);
    add(routes, "GET", "/tasks", tasks::list);
    add(routes, "GET", "/tasks/{id}", tasks::view);
    add(routes, "PATCH", "/tasks/{id}", tasks::update);
    add(routes, "GET", "/tasks/{id}/status", tasks::status);
    add(routes, "GET", "/tasks/{id}/logs", files::log);
    add(routes, "GET", "/files/tasks/{id}/output-files/{fileId}", files::outputFile);
    add(routes, "POST", "/sessions", sessions::create);
    add(routes, "GET", "/sessions", sessions::list);
    add(routes, "GET", "/sessions/{id}", sessions::view);
    add(routes, "PATCH", "/sessions/{id}", sessions::update);
    add(routes, "DELETE", "/sessions/{id}", sessions::delete);
    add(routes, "GET", "/billing/account", new V2Account(cloud)::view);
  }

  /**
   * The id that stands in the path under {@code name}; {@code field} is the provider's name of it.
   */
  static UUID pathId(Call call, String name, String field) {
    return Ids.parse(call.pathValues().get(name))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    List.of(
                        new Violation(
                            List.of("path", field), field + " must be a UUID.", "uuid_parsing"))));
  }

  private void add(Routes routes, String method, String path, Function<Call, Answer> handler) {
    routes.add(method, PREFIX + path, call -> answer(call, handler));
  }

  private Answer answer(Call call, Function<Call, Answer> handler) {
    String key = call.request().headers().getOrDefault(KEY_HEADER, "");
    if (key.isBlank()) {
      return Answer.detail(401, "The header " + KEY_HEADER + " is missing.");
    }
    if (apiKey != null && !apiKey.equals(key)) {
      return Answer.detail(401, "The API key is not valid.");
    }
    try {
      return handler.apply(call);
    } catch (InvalidRequestException e) {
      return Violation.answer(e.violations());
    } catch (CloudException e) {
      return refusal(e.problem());
    }
  }

  /** The texts are the provider's: on the wire they are all that tells one problem from another. */
  private static Answer refusal(Problem problem) {
    return switch (problem) {
      case NO_SUCH_TASK -> Answer.detail(404, "Task not found");
      case NO_SUCH_SESSION -> Answer.detail(404, "Session not found");
      case NO_SUCH_FILE -> Answer.detail(404, "Output file not found");
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
