package com.browseruse.temporal.testing.internal.admin;

import com.browseruse.temporal.testing.BrowserUseEmulator;
import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Checks;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.browseruse.temporal.testing.internal.http.Json;
import com.browseruse.temporal.testing.internal.http.RequestHandler;
import com.browseruse.temporal.testing.internal.http.Response;
import com.browseruse.temporal.testing.internal.http.Routes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** The calls under {@code /__admin}: what the in-process API offers, for other processes. */
public final class Admin {
  private static final String ABOUT =
      """
      Browser Use Cloud emulator. The API is under /api/v2 and /api/v1.
      GET    /__admin/tasks      what was really created and stopped
      GET    /__admin/sessions   which browsers were really opened and closed
      GET    /__admin/requests   how often each route was called
      POST   /__admin/scenarios  what tasks shall do
      POST   /__admin/faults     what shall go wrong
      POST   /__admin/listLag    how late new tasks shall show up in lists
      DELETE /__admin            forget everything
      """;
  private static final List<String> DISCONNECTS = List.of("before", "after", "midBody");

  private Admin() {}

  public static Routes routes(BrowserUseEmulator emulator) {
    Routes all = new Routes();
    Routes routes = all.under(RequestHandler.ADMIN_PREFIX, (r, now) -> {});
    routes.add("GET", "", (r, now) -> Response.text(200, "text/plain; charset=utf-8", ABOUT));
    routes.add("GET", "/tasks", (r, now) -> Response.ok(Json.tree(emulator.tasks())));
    routes.add("GET", "/sessions", (r, now) -> Response.ok(Json.tree(emulator.sessions())));
    routes.add("GET", "/requests", (r, now) -> Response.ok(Json.tree(emulator.requests())));
    accept(routes, "/scenarios", json -> emulator.addScenario(scenario(json)));
    accept(routes, "/faults", json -> emulator.addFault(fault(json)));
    accept(routes, "/listLag", json -> emulator.setListLag(lag(json)));
    routes.add(
        "DELETE",
        "",
        (request, now) -> {
          emulator.reset();
          return Response.ok(Json.object());
        });
    return all;
  }

  private static void accept(Routes routes, String path, Consumer<JsonNode> listener) {
    routes.add(
        "POST",
        path,
        (request, now) -> {
          try {
            listener.accept(Json.read(request.body()));
            return Response.ok(Json.object());
          } catch (IOException e) {
            return Response.error(400, "The body must be one JSON object.");
          } catch (IllegalArgumentException e) {
            return Response.error(400, String.valueOf(e.getMessage()));
          }
        });
  }

  private static Scenario scenario(JsonNode json) {
    Fields fields = Fields.strict("scenario", json);
    Scenario.Builder scenario = Scenario.newBuilder();
    fields.text("match").ifPresent(scenario::match);
    fields.duration("startDelay").ifPresent(scenario::startDelay);
    fields.number("steps").ifPresent(scenario::steps);
    fields.duration("stepDuration").ifPresent(scenario::stepDuration);
    fields
        .choice("outcome", List.of("finished", "failed", "stopped", "never"))
        .map(name -> Scenario.Outcome.valueOf(name.toUpperCase(Locale.ROOT)))
        .ifPresent(scenario::outcome);
    if (fields.any("isSuccess").isNull()) {
      scenario.isSuccess(null);
    }
    fields.flag("isSuccess").ifPresent(scenario::isSuccess);
    JsonNode output = fields.any("output");
    if (!output.isMissingNode()) {
      scenario.output(
          output.isNull() || output.isTextual() ? output.textValue() : output.toString());
    }
    Optional<Integer> outputSize = fields.number("outputSize");
    Checks.check(
        outputSize.isEmpty() || output.isMissingNode(),
        "outputSize is an output itself: leave out output.");
    outputSize.ifPresent(scenario::outputSize);
    fields.decimal("costPerStep").ifPresent(scenario::costPerStep);
    fields
        .value("outputFiles", JsonNode::isArray, "a list", "list_type")
        .ifPresent(
            list ->
                scenario.outputFiles(
                    StreamSupport.stream(list.spliterator(), false).map(Admin::file).toList()));
    fields.flag("ignoreStop").ifPresent(scenario::ignoreStop);
    fields.flag("pausable").ifPresent(scenario::pausable);
    fields.check();
    return scenario.build();
  }

  private static Scenario.File file(JsonNode json) {
    Fields fields = Fields.strict("outputFiles", json);
    String name = fields.text("fileName").orElse("");
    Optional<String> text = fields.text("text");
    Optional<Integer> size = fields.number("size");
    fields.check();
    Checks.check(
        text.isEmpty() || size.isEmpty(),
        "size stands for a generated content: leave out text, or leave out size.");
    return size.isPresent()
        ? Scenario.File.ofSize(name, size.get())
        : Scenario.File.of(name, text.orElse(""));
  }

  private static Fault fault(JsonNode json) {
    Fields fields = Fields.strict("fault", json);
    Fault.Builder fault = Fault.newBuilder();
    fields.text("method").ifPresent(fault::method);
    fields.text("path").ifPresent(fault::path);
    fields.number("after").ifPresent(fault::after);
    fields.number("times").ifPresent(fault::times);
    readEffect(Fields.strict("effect", fields.any("effect")), fault);
    fields.check();
    return fault.build();
  }

  private static void readEffect(Fields effect, Fault.Builder fault) {
    effect.number("status").ifPresent(fault::status);
    JsonNode body = effect.any("body");
    if (body.isTextual()) {
      fault.body(body.textValue());
    } else if (!body.isMissingNode() && !body.isNull()) {
      fault.body(body.toString()).header("Content-Type", "application/json");
    }
    effect.value("headers", JsonNode::isObject, "an object", "dict_type").stream()
        .flatMap(headers -> headers.properties().stream())
        .forEach(
            header -> {
              Checks.check(
                  header.getValue().isTextual() || header.getValue().isNumber(),
                  "headers." + header.getKey() + " must be a string or a number.");
              fault.header(header.getKey(), header.getValue().asText());
            });
    effect.duration("delay").ifPresent(fault::delay);
    effect
        .choice("disconnect", DISCONNECTS)
        .map(name -> Fault.Disconnect.values()[DISCONNECTS.indexOf(name)])
        .ifPresent(fault::disconnect);
    effect.flag("garbage").filter(on -> on).ifPresent(on -> fault.garbage());
    effect.flag("commit").filter(on -> on).ifPresent(on -> fault.commit());
    effect.duration("commitDelay").ifPresent(fault::commitDelay);
    effect.check();
  }

  private static Duration lag(JsonNode json) {
    Fields fields = Fields.strict("listLag", json);
    Optional<Duration> lag = fields.duration("lag");
    fields.check();
    return lag.orElseThrow(() -> new IllegalArgumentException("lag is required."));
  }
}
