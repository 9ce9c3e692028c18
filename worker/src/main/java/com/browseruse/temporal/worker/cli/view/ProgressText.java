package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.worker.run.Sight;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How a run that lasts reads: one line about now, and one for each thing that changed. */
public final class ProgressText {
  /** A terminal echoes {@code ^C} at the cursor: it must not break the line. */
  private static final int ROOM_FOR_CTRL_C = 3;

  private final Terminal terminal;
  private final Style style;

  /**
   * Creates the texts.
   *
   * @param terminal what they are for
   */
  public ProgressText(Terminal terminal) {
    this.terminal = terminal;
    this.style = new Style(terminal);
  }

  /**
   * Writes the line about now.
   *
   * @param sight what is known
   * @param frame counts up, so that the line lives even if nothing changes
   * @return one line no longer than the terminal is wide
   */
  public String now(Sight sight, int frame) {
    int room = terminal.width() - 2 - ROOM_FOR_CTRL_C;
    String tail = PlainText.cut(tail(sight), room, style.ellipsis());
    String text = room < 20 ? "" : middle(sight, room - PlainText.width(tail));
    return style.spinner(frame) + " " + text + style.dim(text.isEmpty() ? tail.strip() : tail);
  }

  /**
   * Writes what changed between two sights, for those who read line by line.
   *
   * @param before the sight before, or null
   * @param now the sight now
   * @return a line for each change, none if nothing did
   */
  public List<String> changes(Sight before, Sight now) {
    List<String> lines = new ArrayList<>();
    BrowserTaskProgress was = before == null ? null : before.progress();
    BrowserTaskProgress is = now.progress();
    String time = Words.clock(now.elapsed());
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
   *
   * @param before the sight before, or null
   * @param now the sight now
   * @return a line for each, none if nothing changed
   */
  public List<String> permanent(Sight before, Sight now) {
    List<String> lines = new ArrayList<>();
    BrowserTaskProgress was = before == null ? null : before.progress();
    BrowserTaskProgress is = now.progress();
    if (is == null) {
      return lines;
    }
    if (is.taskId() != null && (was == null || was.taskId() == null)) {
      lines.add(style.done() + fit(created(is)));
    }
    if (is.liveUrl() != null && (was == null || !is.liveUrl().equals(was.liveUrl()))) {
      lines.add(style.done() + "watch it at " + PlainText.oneLine(is.liveUrl()));
    }
    if (was != null && was.lastStep() != null && !same(was.lastStep(), is.lastStep())) {
      lines.add(done(was.lastStep()));
    }
    phaseChange(was == null ? null : was.phase(), is.phase())
        .ifPresent(phase -> lines.add(style.warning() + phase));
    return lines;
  }

  /**
   * Writes the last step of a run that is over, which the line about now showed until then.
   *
   * @param last the last sight, or null
   * @return at most one line
   */
  public List<String> rest(Sight last) {
    LastStep step = last == null || last.progress() == null ? null : last.progress().lastStep();
    return step == null ? List.of() : List.of(done(step));
  }

  private String middle(Sight sight, int room) {
    BrowserTaskProgress progress = sight.progress();
    String text = middle(sight.note(), progress);
    return text == null
        ? stepWithPage(progress.lastStep(), room)
        : PlainText.cut(text, room, style.ellipsis());
  }

  /** What is going on, or null if it is the last step. */
  private static String middle(String note, BrowserTaskProgress progress) {
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

  private String tail(Sight sight) {
    String cost = sight.progress() == null ? "" : Words.dollars(sight.progress().costUsd());
    return style.dot() + Words.clock(sight.elapsed()) + (cost.isEmpty() ? "" : style.dot() + cost);
  }

  private String done(LastStep step) {
    return style.done() + stepWithPage(step, terminal.width() - 3);
  }

  /** The goal is cut before the page is: goals are long, and pages tell where the agent is. */
  private String stepWithPage(LastStep step, int room) {
    String goal = PlainText.oneLine(step.nextGoal());
    String page = PlainText.cut(Words.page(step.url()), room / 2, style.ellipsis());
    String tail = page.isEmpty() ? "" : "  " + page;
    String head = "step " + step.number() + (goal.isEmpty() ? "" : "  " + goal);
    return PlainText.cut(head, room - PlainText.width(tail), style.ellipsis()) + tail;
  }

  private String fit(String text) {
    return PlainText.cut(text, terminal.width() - 3, style.ellipsis());
  }

  private static String created(BrowserTaskProgress progress) {
    return "task " + PlainText.oneLine(progress.taskId()) + " was created";
  }

  private static String step(LastStep step, BigDecimal costUsd) {
    String page = Words.page(step.url());
    String cost = Words.dollars(costUsd);
    return "step "
        + step.number()
        + ": "
        + PlainText.oneLine(step.nextGoal())
        + (page.isEmpty() ? "" : " (" + page + ")")
        + (cost.isEmpty() ? "" : ", " + cost + " so far");
  }

  private static java.util.Optional<String> phaseChange(BrowserTaskPhase was, BrowserTaskPhase is) {
    if (is == null || is == was) {
      return java.util.Optional.empty();
    }
    return java.util.Optional.ofNullable(
        switch (is) {
          case PAUSED -> "paused";
          case STOPPING -> "stopping the task";
          case RUNNING -> was == BrowserTaskPhase.PAUSED ? "resumed" : null;
          default -> null;
        });
  }

  private static boolean same(LastStep one, LastStep other) {
    return one != null && other != null && one.number() == other.number()
        || Objects.equals(one, other);
  }

  private static String line(String time, String text) {
    return time + "  " + text;
  }
}
