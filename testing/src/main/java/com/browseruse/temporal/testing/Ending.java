package com.browseruse.temporal.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a task leaves when it reaches its end. A task that is stopped from outside leaves nothing.
 *
 * @param isSuccess its own claim, or null
 * @param output its output, or null
 * @param outputFiles its files
 * @param judgeVerdict the judge's verdict, or null if nobody judged
 * @param judgement the judge's report as JSON in a string, or null
 */
record Ending(
    Boolean isSuccess,
    String output,
    List<ScenarioFile> outputFiles,
    Boolean judgeVerdict,
    String judgement) {

  static final Ending NOTHING = new Ending(null, null, List.of(), null, null);

  /** This ending with the report of a judge, who agrees with the task's own claim. */
  Ending judged() {
    boolean verdict = Boolean.TRUE.equals(isSuccess);
    ObjectNode report = Json.object();
    report.put("verdict", verdict);
    report.put(
        "reasoning", verdict ? "The output answers the task." : "The task was not completed.");
    report.put("failure_reason", verdict ? "" : "The agent did not reach its goal.");
    return new Ending(isSuccess, output, outputFiles, verdict, report.toString());
  }
}
