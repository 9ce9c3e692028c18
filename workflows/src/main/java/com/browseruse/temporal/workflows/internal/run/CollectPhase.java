package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskView;
import com.browseruse.temporal.activities.CollectBrowserTaskFileInput;
import com.browseruse.temporal.activities.CollectBrowserTaskLogsInput;
import com.browseruse.temporal.activities.CollectedArtifact;
import com.browseruse.temporal.activities.internal.view.JsonText;
import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.internal.json.FileJson;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a task left, once it has ended. What cannot be copied in time is named, and never
 * costs the result.
 */
final class CollectPhase {

  /** For all files together. */
  static final Duration BOUND = Duration.ofMinutes(10);

  /** One that is slow must not hold up the others. */
  private static final int AT_ONCE = 5;

  private static final int MOST_PROBLEMS = 10;
  private static final int LONGEST_PROBLEM = 600;
  private static final int LONGEST_NAME = 100;

  /** Where the logs are, or null; the files, in their order; and what is missing and why. */
  record Collected(@Nullable String logs, List<BrowserTaskFile> files, List<String> problems) {

    static Collected nothing(BrowserTaskView view) {
      return new Collected(
          null, filesOf(view).stream().map(BrowserTaskFile::of).toList(), problemsOf(view));
    }
  }

  private final BrowserTaskOptions options;
  private final RunMemory memory;
  private final CancellableWaits waits;
  private final CurrentDetails details;

  CollectPhase(
      BrowserTaskOptions options,
      RunMemory memory,
      CancellableWaits waits,
      CurrentDetails details) {
    this.options = options;
    this.memory = memory;
    this.waits = waits;
    this.details = details;
  }

  Collected collect(BrowserTaskView view) {
    if (!options.collectLogs() && !options.collectOutputFiles()) {
      return Collected.nothing(view);
    }
    memory.collecting(true);
    details.show();
    List<Copy> logs = options.collectLogs() ? List.of(copyOfLogs()) : List.of();
    List<Copy> files = options.collectOutputFiles() ? copiesOfFiles(view) : List.of();
    List<Copy> copies = Stream.concat(logs.stream(), files.stream()).toList();
    run(copies);
    memory.collecting(false);
    return new Collected(
        logs.isEmpty() || logs.get(0).artifact == null ? null : logs.get(0).artifact.uri(),
        filesOf(view, files),
        problems(view, copies));
  }

  private Copy copyOfLogs() {
    CollectBrowserTaskLogsInput input = new CollectBrowserTaskLogsInput(memory.taskId());
    return new Copy(
        "logs are", "copy the logs", activities -> activities.collectBrowserTaskLogs(input));
  }

  private List<Copy> copiesOfFiles(BrowserTaskView view) {
    List<OutputFile> files = filesOf(view);
    List<String> names = SafeNames.distinct(files.stream().map(OutputFile::fileName).toList());
    List<Copy> copies = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      CollectBrowserTaskFileInput input =
          new CollectBrowserTaskFileInput(memory.taskId(), files.get(i).id(), names.get(i));
      copies.add(
          new Copy(
              "the output file " + JsonText.cut(names.get(i), LONGEST_NAME) + " is",
              "copy output file " + (i + 1) + " of " + files.size(),
              activities -> activities.collectBrowserTaskFile(input)));
    }
    return copies;
  }

  private void run(List<Copy> copies) {
    Instant end = CancellableWaits.now().plus(BOUND);
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> {
              for (Copy copy : copies) {
                awaitFewerThan(AT_ONCE, copies);
                Duration left = Duration.between(CancellableWaits.now(), end);
                if (mustEnd() || left.isNegative() || left.isZero()) {
                  return;
                }
                copy.start(left);
              }
              awaitFewerThan(1, copies);
            });
    scope.run();
    // Leaves those that are not done.
    scope.cancel();
  }

  private void awaitFewerThan(int most, List<Copy> copies) {
    Workflow.await(
        () -> mustEnd() || copies.stream().filter(copy -> copy.isRunning).count() < most);
  }

  /** A stop leaves time to copy what the task left. */
  private boolean mustEnd() {
    return waits.isCancelled() || waits.timeLeft().isZero();
  }

  private List<String> problems(BrowserTaskView view, List<Copy> copies) {
    String left =
        mustEnd()
            ? (waits.isCancelled() ? EndReason.CANCELLED : EndReason.TIMED_OUT).text()
            : "there was no time left";
    List<String> problems = new ArrayList<>(problemsOf(view));
    List<Copy> missing = copies.stream().filter(copy -> copy.artifact == null).toList();
    for (Copy copy : missing.subList(0, Math.min(MOST_PROBLEMS, missing.size()))) {
      String why = copy.problem == null ? left : copy.problem;
      problems.add(JsonText.cut(JsonText.clean(copy.what + " not kept: " + why), LONGEST_PROBLEM));
    }
    if (missing.size() > MOST_PROBLEMS) {
      problems.add(missing.size() - MOST_PROBLEMS + " more output files are not kept");
    }
    return problems;
  }

  private static List<BrowserTaskFile> filesOf(BrowserTaskView view, List<Copy> copies) {
    List<OutputFile> files = filesOf(view);
    List<BrowserTaskFile> result = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      result.add(FileJson.of(files.get(i), copies.isEmpty() ? null : copies.get(i).artifact));
    }
    return result;
  }

  private static List<OutputFile> filesOf(BrowserTaskView view) {
    return view.outputFiles() == null ? List.of() : view.outputFiles();
  }

  private static List<String> problemsOf(BrowserTaskView view) {
    return view.problems() == null ? List.of() : view.problems();
  }

  /** One file to copy. */
  private static final class Copy {
    private final String what;
    private final String summary;
    private final Functions.Func1<BrowserTaskActivities, CollectedArtifact> call;
    private boolean isRunning;

    /** Null if it did not work, or not yet. */
    private @Nullable CollectedArtifact artifact;

    /** Why it did not work; null if the run has left it, and knows why. */
    private @Nullable String problem;

    Copy(
        String what,
        String summary,
        Functions.Func1<BrowserTaskActivities, CollectedArtifact> call) {
      this.what = what;
      this.summary = summary;
      this.call = call;
    }

    void start(Duration bound) {
      isRunning = true;
      Async.function(() -> call.apply(ActivityStubs.copyWithin(bound, summary)))
          .handle(
              (copied, failure) -> {
                isRunning = false;
                artifact = copied;
                problem = failure == null ? null : text(failure);
                return null;
              });
    }

    private static @Nullable String text(RuntimeException failure) {
      if (failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure) {
        return null;
      }
      return failure instanceof ActivityFailure
              && failure.getCause() instanceof ApplicationFailure cause
          ? cause.getOriginalMessage()
          : "copying did not end in time";
    }
  }
}
