package com.browseruse.temporal.worker.cli;

import picocli.CommandLine.Option;

/** For commands that answer with data. */
final class JsonOption {
  @Option(names = "--json", description = "Print one JSON document on standard output.")
  boolean json;
}
