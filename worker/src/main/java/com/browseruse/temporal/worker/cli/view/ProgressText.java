package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.run.RunWatch;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a run that lasts reads: one line about now, and one for each thing that changed. */
public final class ProgressText {
  /** A terminal echoes {@code ^C} at the cursor: it must not break the line. */
  private static final int ROOM_FOR_CTRL_C = 3;

  private final Terminal terminal;

  public ProgressText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Writes the line about now. */
  public String now(RunWatch.Snapshot snapshot, int frame) {
    int room = terminal.width() - 2 - ROOM_FOR_CTRL_C;
    String tail = TextLayout.cut(tail(snapshot), room, terminal.ellipsis());
    String text = room < 20 ? "" : middle(snapshot, room - TextLayout.width(tail));
    return terminal.spinner(frame)
        + " "
        + text
        + terminal.dim(text.isEmpty() ? tail.strip() : tail);
  }

  /** Writes what changed between two snapshots, for those who read line by line. */
  public List<String> changes(RunWatch.@Nullable Snapshot before, RunWatch.Snapshot now) {
    List<String> lines = new ArrayList<>();
    BrowserTaskProgress was = before == null ? null : before.progress();
    BrowserTaskProgress is = now.progress();
    String time = Phrases.clock(now.elapsed());
    if (now.note() != null && (before == null || !now.note().equals(before.note()))) {
      lines.add(line(time, now.note()));
    }
    if (is == null) {
      return lines;
    }
    if (is.taskId() != null && (was == null || was.taskId() == null)) {
      lines.add(line(time, created(is)));
    }
    if (is.liveUrl() != null && (was == null || !is.liveUrl().equals(was.liveUrl()))) {
      lines.add(line(time, "watch it at " + PlainText.oneLine(is.liveUrl())));
    }
    if (is.lastStep() != null && !same(was == null ? null : was.lastStep(), is.lastStep())) {
      lines.add(line(time, step(is.lastStep(), is.costUsd())));
    }
    phaseChange(was == null ? null : was.phase(), is.phase())
        .ifPresent(p -> lines.add(line(time, p)));
    return lines;
  }

  /**
   * Writes what stays on a terminal once the line about now has moved on: steps that are over, and
   * changes of phase.
   */
  public List<String> permanent(RunWatch.@Nullable Snapshot before, RunWatch.Snapshot now) {
    List<String> lines = new ArrayList<>();
    BrowserTaskProgress was = before == null ? null : before.progress();
    BrowserTaskProgress is = now.progress();
    if (is == null) {
      return lines;
    }
    if (is.taskId() != null && (was == null || was.taskId() == null)) {
      lines.add(terminal.done() + fit(created(is)));
    }
    if (is.liveUrl() != null && (was == null || !is.liveUrl().equals(was.liveUrl()))) {
      lines.add(terminal.done() + "watch it at " + PlainText.oneLine(is.liveUrl()));
    }
    if (was != null && was.lastStep() != null && !same(was.lastStep(), is.lastStep())) {
      lines.add(done(was.lastStep()));
    }
    phaseChange(was == null ? null : was.phase(), is.phase())
        .ifPresent(phase -> lines.add(terminal.warning() + phase));
    return lines;
  }

  /** Writes the last step of a run that is over, which the line about now showed until then. */
  public List<String> rest(RunWatch.@Nullable Snapshot last) {
    LastStep step = last == null || last.progress() == null ? null : last.progress().lastStep();
    return step == null ? List.of() : List.of(done(step));
  }

  private String middle(RunWatch.Snapshot snapshot, int room) {
    BrowserTaskProgress progress = snapshot.progress();
    String text = middle(snapshot.note(), progress);
    return progress == null || text != null
        ? TextLayout.cut(String.valueOf(text), room, terminal.ellipsis())
        : stepWithPage(progress.lastStep(), room);
  }

  /** What is going on, or null if it is the last step. */
  private static @Nullable String middle(
      @Nullable String note, @Nullable BrowserTaskProgress progress) {
    if (note != null) {
      return note;
    }
    if (progress == null || progress.phase() == BrowserTaskPhase.CREATING) {
      return "creating the task";
    }
    if (progress.phase() == BrowserTaskPhase.PAUSED) {
      return "paused";
    }
    if (progress.phase() == BrowserTaskPhase.STOPPING) {
      return "stopping the task";
    }
    return progress.lastStep() == null ? "the agent is getting ready" : null;
  }

  private String tail(RunWatch.Snapshot snapshot) {
    String cost = snapshot.progress() == null ? "" : Phrases.dollars(snapshot.progress().costUsd());
    return terminal.dot()
        + Phrases.clock(snapshot.elapsed())
        + (cost.isEmpty() ? "" : terminal.dot() + cost);
  }

  private String done(LastStep step) {
    return terminal.done() + stepWithPage(step, terminal.width() - 3);
  }

  /** The goal is cut before the page is: goals are long, and pages tell where the agent is. */
  private String stepWithPage(LastStep step, int room) {
    String goal = PlainText.oneLine(step.nextGoal());
    String page = TextLayout.cut(Phrases.page(step.url()), room / 2, terminal.ellipsis());
    String tail = page.isEmpty() ? "" : "  " + page;
    String head = "step " + step.number() + (goal.isEmpty() ? "" : "  " + goal);
    return TextLayout.cut(head, room - TextLayout.width(tail), terminal.ellipsis()) + tail;
  }

  private String fit(String text) {
    return TextLayout.cut(text, terminal.width() - 3, terminal.ellipsis());
  }

  private static String created(BrowserTaskProgress progress) {
    return "task " + PlainText.oneLine(progress.taskId()) + " was created";
  }

  private static String step(LastStep step, @Nullable BigDecimal costUsd) {
    String page = Phrases.page(step.url());
    String cost = Phrases.dollars(costUsd);
    return "step %s: %s%s%s"
        .formatted(
            step.number(),
            PlainText.oneLine(step.nextGoal()),
            (page.isEmpty() ? "" : " (" + page + ")"),
            (cost.isEmpty() ? "" : ", " + cost + " so far"));
  }

  private static Optional<String> phaseChange(
      @Nullable BrowserTaskPhase was, @Nullable BrowserTaskPhase is) {
    if (is == null || is == was) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (is) {
          case PAUSED -> "paused";
          case STOPPING -> "stopping the task";
          case RUNNING -> was == BrowserTaskPhase.PAUSED ? "resumed" : null;
          default -> null;
        });
  }

  private static boolean same(@Nullable LastStep one, @Nullable LastStep other) {
    return one != null && other != null && one.number() == other.number()
        || Objects.equals(one, other);
  }

  private static String line(String time, String text) {
    return time + "  " + text;
  }
}
