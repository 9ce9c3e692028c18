package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.cli.view.EndText;
import com.browseruse.temporal.worker.cli.view.RunRef;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.run.RunEnd;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Tells how a run ended, to a person or to a machine. */
final class Ending {
  private Ending() {}

  /** Prints the end and gives the exit code that belongs to it. */
  static int print(Host host, RunEnd end, RunRef run, Duration elapsed, boolean json) {
    if (json) {
      Json.print(host.out(), json(end, run));
    }
    if (end instanceof RunEnd.Finished finished) {
      if (!json) {
        new EndText(host.outTerminal()).block(end, run, elapsed).forEach(host.out()::println);
      }
      return isSuccess(finished.result()) ? ExitCodes.SUCCESS : ExitCodes.FAILED;
    }
    new EndText(host.terminal()).block(end, run, elapsed).forEach(host::say);
    return ExitCodes.FAILED;
  }

  /** The result's own fields, or {@code failure}; and where the run is found in both cases. */
  static ObjectNode json(RunEnd end, RunRef run) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("workflowId", run.workflowId());
    json.put("runId", run.runId());
    if (end instanceof RunEnd.Finished finished) {
      json.setAll((ObjectNode) Json.MAPPER.valueToTree(finished.result()));
      return json;
    }
    RunEnd.Failed failed = (RunEnd.Failed) end;
    ObjectNode failure = json.putObject("failure");
    failure.put("type", failed.type());
    failure.put("message", failed.message());
    if (failed.facts() != null) {
      failure.setAll((ObjectNode) Json.MAPPER.valueToTree(failed.facts()));
    }
    return json;
  }

  private static boolean isSuccess(BrowserTaskResult result) {
    return result.outcome() == BrowserTaskOutcome.SUCCEEDED;
  }
}
