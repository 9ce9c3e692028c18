package com.browseruse.temporal.workflows.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.temporal.workflow.Workflow;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the Temporal UI shows of a run while it lasts, as Markdown. It never holds the text of the
 * task.
 */
public final class CurrentDetails {
  private static final String NOTHING = "–";

  private static final Pattern UNSAFE_IN_LINK = Pattern.compile("[\\s\\\\`|<>\\[\\]{}\"]");

  private final RunState state;

  CurrentDetails(RunState state) {
    this.state = state;
  }

  void show() {
    Workflow.setCurrentDetails(markdown(Interrupts.now()));
  }

  String markdown(Instant now) {
    Duration elapsed = Duration.between(state.startedAt, now);
    StringBuilder text = new StringBuilder();
    text.append("### ").append(title()).append("\n\n| | |\n|---|---|\n");
    row(text, "Status", state.status == null ? NOTHING : code(state.status.word()));
    if (state.stop != null) {
      row(text, "Stop", state.stop.name());
    }
    state.warnings.forEach(warning -> row(text, "Warning", plain(warning)));
    row(text, "Step", step());
    row(text, "Page", state.lastStep == null ? NOTHING : code(state.lastStep.url()));
    row(text, "Elapsed", words(elapsed) + ", " + state.polls + " polls");
    Duration paused = state.pauseTime.until(now);
    if (!paused.isZero()) {
      row(text, "Paused", words(paused) + ", which counts against the deadline");
    }
    row(text, "Cost", state.costUsd == null ? NOTHING : "$" + plain(state.costUsd));
    row(text, "Deadline", state.deadline.truncatedTo(ChronoUnit.SECONDS).toString());
    row(text, "Task", state.taskId() == null ? NOTHING : code(state.taskId()));
    if (state.liveUrl != null) {
      row(text, "Live view", link(state.liveUrl));
    }
    if (state.publicShareUrl != null) {
      row(text, "Public link", link(state.publicShareUrl));
    }
    return text.toString();
  }

  private String title() {
    return "Browser task: "
        + (state.collecting ? "collecting" : state.phase.name().toLowerCase(Locale.ROOT));
  }

  private String step() {
    if (state.lastStep == null) {
      return NOTHING;
    }
    String goal = state.lastStep.nextGoal();
    return state.lastStep.number() + (goal == null || goal.isBlank() ? "" : ": " + plain(goal));
  }

  public static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  /** What the agent or a page says must not break the table, nor become markup. */
  public static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>|#~])", "\\\\$1");
  }

  /**
   * A bare link, of which a backslash would become a part: what could end the link or the cell is
   * percent-encoded instead.
   */
  private static String link(String url) {
    if (!url.startsWith("https://") && !url.startsWith("http://")) {
      return plain(url);
    }
    return UNSAFE_IN_LINK
        .matcher(url)
        .replaceAll(match -> URLEncoder.encode(match.group(), UTF_8).replace("+", "%20"));
  }

  public static String code(String text) {
    return text == null || text.isBlank()
        ? NOTHING
        : "`" + text.replaceAll("\\s+", " ").replaceAll("[`|]", "") + "`";
  }

  public static String words(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }
}
