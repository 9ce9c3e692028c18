package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskView;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import java.util.List;

/**
 * What was copied of a task that has ended.
 *
 * @param logs where its logs are, or null
 * @param files its files, in its order
 * @param problems what is missing and why, a sentence each
 */
record Collected(String logs, List<BrowserTaskFile> files, List<String> problems) {

  /** Copies nothing. */
  static Collected nothing(BrowserTaskView view) {
    return new Collected(
        null, filesOf(view).stream().map(BrowserTaskFile::of).toList(), problemsOf(view));
  }

  static List<OutputFile> filesOf(BrowserTaskView view) {
    return view.outputFiles() == null ? List.of() : view.outputFiles();
  }

  static List<String> problemsOf(BrowserTaskView view) {
    return view.problems() == null ? List.of() : view.problems();
  }
}
