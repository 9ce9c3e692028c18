package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectBrowserTaskFileInput;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
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

/** Copies what an ended task left. What cannot be copied in time is named in the result. */
record CollectPhase(
    BrowserTaskOptions options, RunState state, CancellableWaits waits, CurrentDetails details) {
  /** For all files together. */
  static final Duration BOUND = Duration.ofMinutes(10);

  /** One that is slow must not hold up the others. */
  private static final int AT_ONCE = 5;

  private static final int MOST_PROBLEMS = 10;
  private static final int LONGEST_PROBLEM = 600;
  private static final int LONGEST_NAME = 100;

  /** Where the logs are, or null; the files, in their order; and what is missing and why. */
  record Collected(@Nullable String logs, List<BrowserTaskFile> files, List<String> problems) {}

  Collected collect(BrowserTaskView view) {
    if (!options.collectLogs() && !options.collectOutputFiles()) {
      return nothing(view);
    }
    state.collecting = true;
    details.show();
    Task.Ref task = Task.Ref.of(state.memory.taskId());
    List<Copy> logs =
        options.collectLogs()
            ? List.of(
                new Copy(
                    "logs are",
                    "copy the logs",
                    activities -> activities.collectBrowserTaskLogs(task)))
            : List.of();
    List<Copy> files = options.collectOutputFiles() ? copiesOfFiles(view) : List.of();
    run(Stream.concat(logs.stream(), files.stream()).toList());
    state.collecting = false;
    return collected(view, logs, files);
  }

  Collected nothing(BrowserTaskView view) {
    return collected(view, List.of(), List.of());
  }

  private Collected collected(BrowserTaskView view, List<Copy> logs, List<Copy> copies) {
    CollectedArtifact keptLogs = logs.isEmpty() ? null : logs.get(0).artifact;
    List<Task.OutputFile> outputFiles = filesOf(view);
    List<BrowserTaskFile> files = new ArrayList<>();
    for (int i = 0; i < outputFiles.size(); i++) {
      files.add(
          BrowserTaskFile.of(outputFiles.get(i), copies.isEmpty() ? null : copies.get(i).artifact));
    }
    List<String> problems = new ArrayList<>(view.problems() == null ? List.of() : view.problems());
    List<Copy> missing =
        Stream.concat(logs.stream(), copies.stream())
            .filter(copy -> copy.artifact == null)
            .toList();
    missing.stream().limit(MOST_PROBLEMS).forEach(copy -> problems.add(problem(copy)));
    if (missing.size() > MOST_PROBLEMS) {
      problems.add(missing.size() - MOST_PROBLEMS + " more output files are not kept");
    }
    return new Collected(keptLogs == null ? null : keptLogs.uri(), files, problems);
  }

  private String problem(Copy copy) {
    String why =
        copy.problem != null
            ? copy.problem
            : mustEnd()
                ? (waits.isCancelled() ? EndReason.CANCELLED : EndReason.TIMED_OUT).text
                : "there was no time left";
    return JsonText.cut(JsonText.clean(copy.what + " not kept: " + why), LONGEST_PROBLEM);
  }

  private List<Copy> copiesOfFiles(BrowserTaskView view) {
    List<Task.OutputFile> files = filesOf(view);
    List<String> names = SafeNames.distinct(files.stream().map(Task.OutputFile::fileName).toList());
    List<Copy> copies = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      CollectBrowserTaskFileInput input =
          new CollectBrowserTaskFileInput(state.memory.taskId(), files.get(i).id(), names.get(i));
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

  private static List<Task.OutputFile> filesOf(BrowserTaskView view) {
    return view.outputFiles() == null ? List.of() : view.outputFiles();
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
