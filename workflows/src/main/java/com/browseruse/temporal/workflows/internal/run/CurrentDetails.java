package com.browseruse.temporal.workflows.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.workflows.StopOutcome;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the Temporal UI shows of a run, as Markdown; never the text of the task.
 *
 * @param maxCostUsd what the task may cost, or null
 */
public record CurrentDetails(RunState state, @Nullable BigDecimal maxCostUsd) {
  /** The frame in the UI (2.42) lacks the title's margin, so that it cuts the last line off. */
  public static final String LAST_LINE = "\n\u00a0\n";

  private static final String NOTHING = "–";
  private static final Pattern UNSAFE_IN_LINK = Pattern.compile("[\\s\\\\`|<>\\[\\]{}\"]");

  void show() {
    Workflow.setCurrentDetails(markdown(CancellableWaits.now()));
  }

  String markdown(Instant now) {
    RunMemory memory = state.memory;
    RunJson.Progress seen = state.json();
    TaskSnapshot.LastStep step = seen.lastStep();
    StringBuilder text =
        new StringBuilder("### Browser task: ")
            .append(plain(headline(seen)))
            .append("\n\n| | |\n|---|---|\n");
    seen.warnings().forEach(warning -> row(text, "Warning", plain(warning)));
    if (memory.outage != null) {
      row(text, "Outage", plain(memory.outage.text(now)));
    }
    if (memory.createProblem() != null) {
      String attempts = memory.creates() + ", the last: " + memory.createProblem();
      row(text, "Attempts to create", plain(attempts));
    }
    row(text, "Step", step == null ? NOTHING : plain(step(step)));
    row(text, "Page", step == null ? NOTHING : code(step.url()));
    row(text, "Cost", plain(cost(seen.costUsd())));
    row(text, "Time", time(seen, now));
    row(text, "Task", code(seen.taskId()));
    if (seen.liveUrl() != null) {
      row(text, "Live view", link(seen.liveUrl()));
    }
    if (seen.publicShareUrl() != null) {
      row(text, "Public link", link(seen.publicShareUrl()));
    }
    return text.append(LAST_LINE).toString();
  }

  private String headline(RunJson.Progress seen) {
    String ending = Objects.requireNonNullElse(state.ending, "");
    if (state.notSeenToEnd() != null) {
      return "NOT STOPPED, may still bill (" + ending + ")";
    }
    if (state.collecting) {
      return "collecting what it left";
    }
    return switch (seen.phase()) {
      case CREATING -> "being created";
      case RUNNING -> running(seen.status());
      case PAUSED -> "paused";
      case STOPPING -> "stopping, " + ending;
      case DONE -> ending + fate(seen.stop());
    };
  }

  private static String running(@Nullable TaskStatus status) {
    if (TaskStatus.CREATED.equals(status)) {
      return "created, not yet started";
    }
    return status == null || status.isTerminal() || TaskStatus.STARTED.equals(status)
        ? "running"
        : "running (" + status.word() + ")";
  }

  private String fate(@Nullable StopOutcome stop) {
    if (stop == null) {
      return "";
    }
    return switch (stop) {
      case STOPPED -> state.memory.hasTask() ? ", the task was stopped" : ", no task was made";
      case FINISHED_FIRST -> ", the task had ended by itself";
      case UNCONFIRMED -> ", a task may be alive";
    };
  }

  private String cost(@Nullable String usd) {
    return (usd == null ? NOTHING : Words.dollars(usd))
        + (maxCostUsd == null ? "" : " of at most " + Words.dollars(maxCostUsd));
  }

  private String time(RunJson.Progress seen, Instant now) {
    RunMemory memory = state.memory;
    Duration paused = memory.pausedFor(now);
    return Words.time(Duration.between(memory.startedAt(), now))
        + (paused.isZero() ? "" : ", paused for " + Words.time(paused))
        + " (timeout "
        + Words.time(memory.timeout())
        + ")"
        + ", "
        + seen.polls()
        + (seen.polls() == 1 ? " poll" : " polls")
        + (memory.isWatched() ? ", watched" : "");
  }

  private static String step(TaskSnapshot.LastStep step) {
    String goal = step.nextGoal();
    return step.number() + (goal == null || goal.isBlank() ? "" : ": " + goal);
  }

  public static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  /** What the agent or a page says must not break the table, nor become markup. */
  public static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>|#~$])", "\\\\$1");
  }

  /** A bare link: what could end it or its cell is percent-encoded. */
  public static String link(String url) {
    if (!url.startsWith("https://") && !url.startsWith("http://")) {
      return plain(url);
    }
    return UNSAFE_IN_LINK
        .matcher(url)
        .replaceAll(match -> URLEncoder.encode(match.group(), UTF_8).replace("+", "%20"));
  }

  public static String code(@Nullable String text) {
    return text == null || text.isBlank()
        ? NOTHING
        : "`" + text.replaceAll("\\s+", " ").replaceAll("[`|]", "") + "`";
  }
}
