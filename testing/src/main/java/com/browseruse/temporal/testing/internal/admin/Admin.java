package com.browseruse.temporal.testing.internal.admin;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.Request;
import com.browseruse.temporal.testing.internal.http.RequestHandler;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The calls under {@code /__admin}: what the in-process API offers, for other processes. */
public final class Admin {

  private static final String PREFIX = RequestHandler.ADMIN_PREFIX;

  private static final String ABOUT =
      """
      Browser Use Cloud emulator. The API is under /api/v2 and /api/v1.
      GET    /__admin/tasks      what was really created and stopped
      GET    /__admin/requests   how often each route was called
      POST   /__admin/scenarios  what tasks shall do
      POST   /__admin/faults     what shall go wrong
      POST   /__admin/listLag    how late new tasks shall show up in lists
      DELETE /__admin            forget everything
      """;

  private Admin() {}

  public static Routes routes(BrowserUseEmulator emulator) {
    Routes routes = new Routes();
    routes.add(
        "GET", PREFIX, (request, now) -> Response.text(200, "text/plain; charset=utf-8", ABOUT));
    routes.add(
        "DELETE",
        PREFIX,
        (request, now) -> {
          emulator.reset();
          return Response.json(200, Json.object());
        });
    routes.add(
        "GET",
        PREFIX + "/tasks",
        (request, now) -> Response.json(200, Json.tree(emulator.tasks())));
    routes.add(
        "GET",
        PREFIX + "/requests",
        (request, now) -> Response.json(200, Json.tree(emulator.requests())));
    accept(routes, "/scenarios", json -> emulator.addScenario(ScenarioJson.read(json)));
    accept(routes, "/faults", json -> emulator.addFault(FaultJson.read(json)));
    accept(routes, "/listLag", json -> emulator.setListLag(lag(json)));
    return routes;
  }

  private static Duration lag(JsonNode json) {
    Fields fields = Fields.strict("listLag", json);
    Optional<Duration> lag = fields.duration("lag");
    fields.check();
    return lag.orElseThrow(() -> new IllegalArgumentException("lag is required."));
  }

  private static void accept(Routes routes, String path, Consumer<JsonNode> listener) {
    routes.add("POST", PREFIX + path, (request, now) -> accept(request, listener));
  }

  private static Response accept(Request request, Consumer<JsonNode> listener) {
    try {
      listener.accept(Json.read(request.body()));
      return Response.json(200, Json.object());
    } catch (IOException e) {
      return Response.error(400, "The body must be one JSON object.");
    } catch (IllegalArgumentException e) {
      return Response.error(400, String.valueOf(e.getMessage()));
    }
  }
}
