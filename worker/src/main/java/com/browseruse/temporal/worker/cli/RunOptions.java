package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.config.TimeInput;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a run treats its task, whether it makes one or takes one over. A JSON property says which
 * field of the input an option is.
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
final class RunOptions {
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long the run may take, such as 10m or PT10M. Default: 1h.")
  private @Nullable String timeout;

  @JsonProperty("options/maxCostUsd")
  @Option(
      names = "--max-cost",
      paramLabel = "USD",
      description = "Stop and fail once the reported cost passes this.")
  private @Nullable BigDecimal maxCost;

  @JsonProperty("options/failUnlessSuccessful")
  @Option(
      names = "--fail-unless-successful",
      description = "Every outcome but SUCCEEDED is a failure.")
  private boolean failUnlessSuccessful;

  @JsonProperty("options/exposeLiveUrl")
  @Option(
      names = "--expose-live-url",
      description = "Show the live-view link. Whoever has it has the browser.")
  private boolean exposeLiveUrl;

  @JsonProperty("options/collect/logs")
  @Option(
      names = "--collect-logs",
      description = "Copy the log into the worker's artifact store when the task has ended.")
  private boolean collectLogs;

  @JsonProperty("options/collect/outputFiles")
  @Option(
      names = "--collect-files",
      description = "Copy the files that the task left into the worker's artifact store.")
  private boolean collectFiles;

  /** Adds what was given to an input. */
  void addTo(ObjectNode input) {
    for (Map.Entry<String, JsonNode> option :
        CliContext.JSON.<ObjectNode>valueToTree(this).properties()) {
      int slash = option.getKey().lastIndexOf('/');
      InputOptions.object(input, option.getKey().substring(0, slash))
          .set(option.getKey().substring(slash + 1), option.getValue());
    }
    if (timeout != null) {
      String duration = TimeInput.duration("--timeout", timeout).toString();
      InputOptions.object(input, "options").put("timeout", duration);
    }
  }
}
