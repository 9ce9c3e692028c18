package com.browseruse.temporal.testing.internal.admin;

import com.browseruse.temporal.testing.Scenario;
import com.browseruse.temporal.testing.internal.http.Fields;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a {@link Scenario} from JSON. */
final class ScenarioJson {

  private ScenarioJson() {}

  static Scenario read(JsonNode json) {
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
    check(
        outputSize.isEmpty() || output.isMissingNode(),
        "outputSize is an output itself: leave out output.");
    outputSize.ifPresent(scenario::outputSize);
    fields.decimal("costPerStep").ifPresent(scenario::costPerStep);
    fields
        .value("outputFiles", JsonNode::isArray, "a list", "list_type")
        .map(ScenarioJson::files)
        .ifPresent(scenario::outputFiles);
    fields.flag("ignoreStop").ifPresent(scenario::ignoreStop);
    fields.flag("pausable").ifPresent(scenario::pausable);
    fields.check();
    return scenario.build();
  }

  private static List<Scenario.File> files(JsonNode list) {
    List<Scenario.File> files = new ArrayList<>();
    list.forEach(file -> files.add(file(file)));
    return files;
  }

  private static Scenario.File file(JsonNode json) {
    Fields fields = Fields.strict("outputFiles", json);
    String name = fields.text("fileName").orElse("");
    Optional<String> text = fields.text("text");
    Optional<Integer> size = fields.number("size");
    fields.check();
    check(
        text.isEmpty() || size.isEmpty(),
        "size stands for a generated content: leave out text, or leave out size.");
    return size.isPresent()
        ? Scenario.File.ofSize(name, size.get())
        : Scenario.File.of(name, text.orElse(""));
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
