package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.worker.run.Runs;
import picocli.CommandLine.Option;

/** For commands that start a run: what its workflow is called. */
final class NewRunIdOption {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The workflow id. Default: browser-task- and a random end.")
  private String id;

  String orNew() {
    return id == null ? Runs.newId() : id;
  }
}
