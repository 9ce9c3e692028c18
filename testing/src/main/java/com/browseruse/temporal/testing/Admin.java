package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The calls under {@code /__admin}: what the in-process API offers, for other processes. */
final class Admin {

  static final String PREFIX = "/__admin";

  private static final String ABOUT =
      """
      Browser Use Cloud emulator. The API is under /api/v2 and /api/v1.
      GET    /__admin/tasks      what was really created and stopped
      GET    /__admin/requests   how often each route was called
      POST   /__admin/scenarios  how tasks shall play
      POST   /__admin/faults     what shall go wrong
      POST   /__admin/listLag    how late new tasks shall show up in lists
      DELETE /__admin            forget everything
      """;

  private final Routes routes = new Routes();
  private final EmulatedService service;

  Admin(EmulatedService service) {
    this.service = service;
    routes.add("GET", PREFIX, call -> Answer.text(200, "text/plain; charset=utf-8", ABOUT));
    routes.add("DELETE", PREFIX, call -> reset());
    routes.add("GET", PREFIX + "/tasks", call -> tasks());
    routes.add("GET", PREFIX + "/requests", call -> requests());
    routes.add("POST", PREFIX + "/scenarios", call -> told(call, this::addScenario));
    routes.add("POST", PREFIX + "/faults", call -> told(call, this::addFault));
    routes.add("POST", PREFIX + "/listLag", call -> told(call, this::setListLag));
  }

  Answer serve(Request request) {
    return routes.serve(request, Clock.systemUTC().instant());
  }

  private Answer reset() {
    service.reset();
    return Answer.json(200, Json.object());
  }

  private Answer tasks() {
    ArrayNode ledger = Json.array();
    for (RecordedTask task : service.tasks()) {
      ObjectNode item = ledger.addObject();
      item.put("id", task.id());
      item.put("sessionId", task.sessionId());
      item.put("task", task.task());
      item.put("status", task.status());
      task.metadata().forEach(item.putObject("metadata")::put);
      item.put("apiVersion", task.apiVersion());
      item.put("createdAt", Json.time(task.createdAt()));
      item.put("startedAt", Json.time(task.startedAt()));
      item.put("finishedAt", Json.time(task.finishedAt()));
      item.put("stoppedAt", Json.time(task.stoppedAt()));
      item.put("stops", task.stops());
      item.put("reads", task.reads());
    }
    return Answer.json(200, ledger);
  }

  private Answer requests() {
    ObjectNode counts = Json.object();
    service.requests().forEach(counts::put);
    return Answer.json(200, counts);
  }

  private void addScenario(JsonNode json) {
    service.add(ScenarioJson.read(json));
  }

  private void addFault(JsonNode json) {
    service.add(FaultJson.read(json));
  }

  private void setListLag(JsonNode json) {
    Duration lag =
        new AdminFields("listLag", json, List.of("lag"))
            .duration("lag")
            .orElseThrow(() -> new IllegalArgumentException("lag is required."));
    service.setListLag(Bounds.duration("lag", lag));
  }

  private static Answer told(Call call, Consumer<JsonNode> listener) {
    try {
      listener.accept(Json.read(call.request().body()));
      return Answer.json(200, Json.object());
    } catch (IOException e) {
      return Answer.detail(400, "The body must be one JSON object.");
    } catch (IllegalArgumentException e) {
      return Answer.detail(400, e.getMessage());
    }
  }
}
