package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads a {@link Scenario} from JSON. */
final class ScenarioJson {

  private static final List<String> FIELDS =
      List.of(
          "match",
          "startDelay",
          "steps",
          "stepDuration",
          "outcome",
          "isSuccess",
          "output",
          "outputSize",
          "costPerStep",
          "outputFiles",
          "ignoreStop",
          "pausable");

  private ScenarioJson() {}

  static Scenario read(JsonNode json) {
    AdminFields fields = new AdminFields("scenario", json, FIELDS);
    ScenarioBuilder scenario = Scenario.newBuilder();
    fields.text("match").ifPresent(scenario::match);
    fields.duration("startDelay").ifPresent(scenario::startDelay);
    fields.number("steps").ifPresent(scenario::steps);
    fields.duration("stepDuration").ifPresent(scenario::stepDuration);
    fields
        .word("outcome", List.of("finished", "failed", "stopped", "never"))
        .ifPresent(
            word -> scenario.outcome(ScenarioOutcome.valueOf(word.toUpperCase(Locale.ROOT))));
    if (json.path("isSuccess").isNull()) {
      scenario.isSuccess(null);
    }
    fields.flag("isSuccess").ifPresent(scenario::isSuccess);
    if (json.has("output")) {
      scenario.output(output(json.get("output")));
    }
    fields
        .number("outputSize")
        .ifPresent(
            size -> {
              Bounds.check(
                  !json.has("output"), "outputSize is an output itself: leave out output.");
              scenario.outputSize(size);
            });
    fields.amount("costPerStep").ifPresent(scenario::costPerStep);
    fields
        .list("outputFiles")
        .ifPresent(
            files ->
                scenario.outputFiles(
                    StreamSupport.stream(files.spliterator(), false)
                        .map(ScenarioJson::file)
                        .toList()));
    fields.flag("ignoreStop").ifPresent(scenario::ignoreStop);
    fields.flag("pausable").ifPresent(scenario::pausable);
    return scenario.build();
  }

  private static String output(JsonNode output) {
    return output.isNull() ? null : output.isTextual() ? output.textValue() : output.toString();
  }

  private static ScenarioFile file(JsonNode json) {
    AdminFields fields = new AdminFields("outputFiles", json, List.of("fileName", "text", "size"));
    String name = fields.text("fileName").orElse("");
    Optional<String> text = fields.text("text");
    Optional<Integer> size = fields.number("size");
    Bounds.check(
        text.isEmpty() || size.isEmpty(),
        "size stands for a generated content: leave out text, or leave out size.");
    return size.isPresent()
        ? ScenarioFile.ofSize(name, size.get())
        : new ScenarioFile(name, text.orElse(""));
  }
}
