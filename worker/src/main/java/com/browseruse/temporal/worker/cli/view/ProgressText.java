package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.workflows.BrowserTaskPhase;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run that lasts reads: one line about now, and one for each thing that changed. */
public record ProgressText(Terminal terminal) {
  /**
   * What the run told last, how long it lasts already, and what is waited for but the task.
   *
   * @param between steps that passed since it told the one before, as far as they are known
   * @param createdAfter how long it lasted when it created the task, if that is known
   */
  public record Snapshot(
      @Nullable BrowserTaskProgress progress,
      Duration elapsed,
      @Nullable String note,
      List<TaskSnapshot.LastStep> between,
      @Nullable Duration createdAfter) {
    public Snapshot(
        @Nullable BrowserTaskProgress progress, Duration elapsed, @Nullable String note) {
      this(progress, elapsed, note, List.of(), null);
    }
  }

  /** A terminal echoes {@code ^C} at the cursor: it must not break the line. */
  private static final int ROOM_FOR_CTRL_C = 3;

  /** Writes the line about now. */
  public String now(Snapshot snapshot, int frame) {
    int room = terminal.width() - 2 - ROOM_FOR_CTRL_C;
    String tail = terminal.cut(tail(snapshot), room);
    String text = room < 20 ? "" : middle(snapshot, room - TextLayout.width(tail));
    return terminal.spinner(frame)
        + " "
        + text
        + terminal.dim(text.isEmpty() ? tail.strip() : tail);
  }

  /** Writes the line about something that is waited for before there is a run. */
  public String waiting(String what, Duration elapsed, int frame) {
    String text = what + terminal.dot() + Phrases.clock(elapsed);
    return terminal.spinner(frame)
        + " "
        + terminal.cut(text, terminal.width() - 2 - ROOM_FOR_CTRL_C);
  }

  /**
   * Writes what changed between two snapshots. A terminal gets what stays once the line about now
   * has moved on, such as a step that is over; who reads line by line gets all of it with the time.
   */
  public List<String> changes(@Nullable Snapshot before, Snapshot now) {
    List<String> lines = new ArrayList<>();
    boolean live = terminal.live();
    String start = live ? terminal.done() : clock(now.elapsed());
    if (!live && now.note() != null && (before == null || !now.note().equals(before.note()))) {
      lines.add(start + now.note());
    }
    BrowserTaskProgress is = now.progress();
    if (is == null) {
      return lines;
    }
    BrowserTaskProgress was = before == null ? null : before.progress();
    if (is.taskId() != null && (was == null || was.taskId() == null)) {
      String at = now.createdAfter() == null || live ? start : clock(now.createdAfter());
      String created = "task " + PlainText.oneLine(is.taskId()) + " was created";
      lines.add(at + (live ? terminal.cut(created, terminal.width() - 3) : created));
    }
    if (is.liveUrl() != null && (was == null || !is.liveUrl().equals(was.liveUrl()))) {
      lines.add(start + "watch it at " + PlainText.oneLine(is.liveUrl()));
    }
    TaskSnapshot.LastStep last = was == null ? null : was.lastStep();
    TaskSnapshot.LastStep step = is.lastStep();
    if (step != null && (last == null || step.number() != last.number())) {
      if (live && last != null) {
        lines.add(done(last));
      }
      now.between().forEach(passed -> lines.add(live ? done(passed) : start + step(passed, null)));
      if (last != null && now.between().isEmpty() && step.number() - last.number() > 1) {
        lines.add((live ? terminal.done() : start) + passed(last.number() + 1, step.number() - 1));
      }
      if (!live) {
        lines.add(start + step(step, is.costUsd()));
      }
    }
    BrowserTaskPhase phase = was == null ? null : was.phase();
    if (is.phase() == BrowserTaskPhase.RUNNING && phase == BrowserTaskPhase.PAUSED) {
      lines.add((live ? terminal.warning() : start) + "resumed");
    } else if (is.phase() != phase && halt(is) != null) {
      lines.add((live ? terminal.warning() : start) + halt(is));
    }
    return lines;
  }

  /** Writes the last step of a run that is over, which the line about now showed until then. */
  public List<String> rest(@Nullable Snapshot last) {
    TaskSnapshot.LastStep step =
        last == null || last.progress() == null ? null : last.progress().lastStep();
    return step == null ? List.of() : List.of(done(step));
  }

  private String middle(Snapshot snapshot, int room) {
    BrowserTaskProgress progress = snapshot.progress();
    String text = snapshot.note();
    if (text == null) {
      if (progress == null || progress.phase() == BrowserTaskPhase.CREATING) {
        text = "creating the task";
      } else if (halt(progress) != null) {
        text = halt(progress);
      } else if (progress.lastStep() != null) {
        return stepWithPage(progress.lastStep(), room);
      }
    }
    return terminal.cut(text == null ? "the agent is getting ready" : text, room);
  }

  /** Why there is no next step for now, or null. */
  private static @Nullable String halt(BrowserTaskProgress progress) {
    if (progress.phase() == BrowserTaskPhase.PAUSED) {
      return "paused";
    }
    return progress.phase() == BrowserTaskPhase.STOPPING ? "stopping the task" : null;
  }

  private String tail(Snapshot snapshot) {
    String cost = snapshot.progress() == null ? "" : Phrases.dollars(snapshot.progress().costUsd());
    return terminal.dot()
        + Phrases.clock(snapshot.elapsed())
        + (cost.isEmpty() ? "" : terminal.dot() + cost);
  }

  private String done(TaskSnapshot.LastStep step) {
    return terminal.done() + stepWithPage(step, terminal.width() - 3);
  }

  /** The goal is cut before the page is: goals are long, and pages tell where the agent is. */
  private String stepWithPage(TaskSnapshot.LastStep step, int room) {
    String goal = PlainText.oneLine(step.nextGoal());
    String page = terminal.cut(Phrases.page(step.url()), room / 2);
    String tail = page.isEmpty() ? "" : "  " + page;
    String head = "step " + step.number() + (goal.isEmpty() ? "" : "  " + goal);
    return terminal.cut(head, room - TextLayout.width(tail)) + tail;
  }

  private static String clock(Duration elapsed) {
    return Phrases.clock(elapsed) + "  ";
  }

  /** Steps that are not known, so that nobody takes them for lost. */
  private static String passed(int first, int last) {
    return first == last
        ? "step " + first + " passed between two polls"
        : "steps " + first + " to " + last + " passed between two polls";
  }

  private static String step(TaskSnapshot.LastStep step, @Nullable BigDecimal costUsd) {
    String cost = Phrases.dollars(costUsd);
    return "step " + Phrases.step(step) + (cost.isEmpty() ? "" : ", " + cost + " so far");
  }
}
