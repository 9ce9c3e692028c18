package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.TaskStep;
import java.util.List;

/** How the steps of a task read. */
public final class StepTable {
  private static final List<String> HEADINGS = List.of("STEP", "TOOK", "PAGE", "GOAL");
  private static final int SHORTEST_GOAL = 24;

  private final Terminal terminal;
  private final Style style;

  /**
   * Creates the texts.
   *
   * @param terminal what they are for
   */
  public StepTable(Terminal terminal) {
    this.terminal = terminal;
    this.style = new Style(terminal);
  }

  /**
   * Writes one line for each step, and one of headings.
   *
   * @param steps the steps
   * @return lines; none without steps
   */
  public List<String> lines(List<TaskStep> steps) {
    return steps.isEmpty()
        ? List.of()
        : new Table(HEADINGS, steps.stream().map(this::row).toList())
            .lines(terminal, SHORTEST_GOAL);
  }

  /** The page may take a third of the line: the rest tells what the agent wanted there. */
  private List<String> row(TaskStep step) {
    return List.of(
        Integer.toString(step.number()),
        step.duration() == null ? "" : Words.seconds(step.duration()),
        PlainText.cut(Words.page(step.url()), terminal.width() / 3, style.ellipsis()),
        PlainText.oneLine(step.nextGoal()));
  }
}
