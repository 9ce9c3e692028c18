package com.browseruse.temporal.worker.cli;

import picocli.CommandLine.Parameters;

/** For commands about one run. */
final class RunIdParameter {
  @Parameters(paramLabel = "ID", description = "The id of the workflow.")
  String workflowId;
}
