package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskView;
import com.browseruse.temporal.activities.CollectBrowserTaskFileInput;
import com.browseruse.temporal.activities.CollectBrowserTaskLogsInput;
import com.browseruse.temporal.activities.internal.view.JsonText;
import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.CollectOptions;
import com.browseruse.temporal.workflows.internal.json.FileJson;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies what a task left, once it has ended. What cannot be copied in time is named, and never
 * costs the result.
 */
final class Collecting {

  /** For all files together. */
  static final Duration BOUND = Duration.ofMinutes(10);

  /** One that is slow must not hold up the others. */
  private static final int AT_ONCE = 5;

  private static final int MOST_SENTENCES = 10;
  private static final int LONGEST_SENTENCE = 600;
  private static final int LONGEST_NAME = 100;

  private final CollectOptions options;
  private final RunState state;
  private final Interrupts interrupts;
  private final CurrentDetails details;

  Collecting(
      CollectOptions options, RunState state, Interrupts interrupts, CurrentDetails details) {
    this.options = options;
    this.state = state;
    this.interrupts = interrupts;
    this.details = details;
  }

  Collected collect(BrowserTaskView view) {
    if (!options.isAnything()) {
      return Collected.nothing(view);
    }
    state.collecting = true;
    details.show();
    CollectJob logs = options.logs() ? logs() : null;
    List<CollectJob> files = options.outputFiles() ? files(view) : List.of();
    List<CollectJob> jobs = new ArrayList<>(files);
    if (logs != null) {
      jobs.add(0, logs);
    }
    run(jobs);
    state.collecting = false;
    return new Collected(
        logs == null || logs.copy() == null ? null : logs.copy().uri(),
        copies(view, files),
        problems(view, jobs));
  }

  private void run(List<CollectJob> jobs) {
    Instant end = Interrupts.now().plus(BOUND);
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> {
              for (CollectJob job : jobs) {
                await(jobs, AT_ONCE);
                Duration left = Duration.between(Interrupts.now(), end);
                if (interrupts.mustEnd() || left.isNegative() || left.isZero()) {
                  return;
                }
                job.start(left);
              }
              await(jobs, 1);
            });
    scope.run();
    // Leaves those that are not done.
    scope.cancel();
  }

  /** Waits until fewer than so many are under way. */
  private void await(List<CollectJob> jobs, int most) {
    Workflow.await(
        () -> interrupts.mustEnd() || jobs.stream().filter(CollectJob::isRunning).count() < most);
  }

  private CollectJob logs() {
    CollectBrowserTaskLogsInput input = new CollectBrowserTaskLogsInput(state.taskId());
    return new CollectJob(
        "logs are", "copy the logs", activities -> activities.collectBrowserTaskLogs(input));
  }

  private List<CollectJob> files(BrowserTaskView view) {
    List<OutputFile> files = Collected.filesOf(view);
    List<String> names = SafeNames.distinct(files.stream().map(OutputFile::fileName).toList());
    List<CollectJob> jobs = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      CollectBrowserTaskFileInput input =
          new CollectBrowserTaskFileInput(state.taskId(), files.get(i).id(), names.get(i));
      jobs.add(
          new CollectJob(
              "the output file " + JsonText.cut(names.get(i), LONGEST_NAME) + " is",
              "copy output file " + (i + 1) + " of " + files.size(),
              activities -> activities.collectBrowserTaskFile(input)));
    }
    return jobs;
  }

  private static List<BrowserTaskFile> copies(BrowserTaskView view, List<CollectJob> jobs) {
    List<BrowserTaskFile> copies = new ArrayList<>();
    List<OutputFile> files = Collected.filesOf(view);
    for (int i = 0; i < files.size(); i++) {
      copies.add(FileJson.of(files.get(i), jobs.isEmpty() ? null : jobs.get(i).copy()));
    }
    return copies;
  }

  private List<String> problems(BrowserTaskView view, List<CollectJob> jobs) {
    String left = interrupts.mustEnd() ? interrupts.endWords() : "there was no time left";
    List<String> problems = new ArrayList<>(Collected.problemsOf(view));
    List<CollectJob> missing = jobs.stream().filter(job -> job.copy() == null).toList();
    for (CollectJob job : missing.subList(0, Math.min(MOST_SENTENCES, missing.size()))) {
      problems.add(JsonText.cut(JsonText.clean(job.sentence(left)), LONGEST_SENTENCE));
    }
    if (missing.size() > MOST_SENTENCES) {
      problems.add(missing.size() - MOST_SENTENCES + " more output files are not kept");
    }
    return problems;
  }
}
