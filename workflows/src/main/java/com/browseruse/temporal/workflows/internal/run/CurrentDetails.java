package com.browseruse.temporal.workflows.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.workflows.internal.json.RunJson;
import io.temporal.workflow.Workflow;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the Temporal UI shows of a run, as Markdown; never the text of the task. */
public record CurrentDetails(RunMemory memory) {
  private static final String NOTHING = "–";
  private static final Pattern UNSAFE_IN_LINK = Pattern.compile("[\\s\\\\`|<>\\[\\]{}\"]");

  void show() {
    Workflow.setCurrentDetails(markdown(CancellableWaits.now()));
  }

  String markdown(Instant now) {
    RunJson.Progress seen = memory.seen();
    TaskSnapshot.LastStep step = seen.lastStep();
    Duration paused = memory.pausedFor(now);
    StringBuilder text =
        new StringBuilder("### Browser task: ")
            .append(headline(seen))
            .append("\n\n| | |\n|---|---|\n");
    row(text, "Status", seen.status() == null ? NOTHING : code(seen.status().word()));
    if (seen.stop() != null) {
      row(text, "Stop", seen.stop().name());
    }
    memory.warnings().forEach(warning -> row(text, "Warning", plain(warning)));
    if (memory.outage != null) {
      row(text, "Outage", plain(memory.outage.text(now)));
    }
    if (memory.createProblem() != null) {
      row(
          text,
          "Attempts to create",
          memory.creates() + ", the last: " + plain(memory.createProblem()));
    }
    row(text, "Step", step == null ? NOTHING : step(step));
    row(text, "Page", step == null ? NOTHING : code(step.url()));
    Duration elapsed = Duration.between(memory.startedAt(), now);
    row(text, "Elapsed", words(elapsed) + ", " + seen.polls() + " polls");
    if (!paused.isZero()) {
      row(text, "Paused", words(paused) + ", which counts against the deadline");
    }
    row(text, "Cost", seen.costUsd() == null ? NOTHING : "$" + plain(seen.costUsd()));
    row(text, "Deadline", memory.deadline().truncatedTo(ChronoUnit.SECONDS).toString());
    row(text, "Task", code(seen.taskId()));
    if (seen.liveUrl() != null) {
      row(text, "Live view", link(seen.liveUrl()));
    }
    if (seen.publicShareUrl() != null) {
      row(text, "Public link", link(seen.publicShareUrl()));
    }
    return text.toString();
  }

  private String headline(RunJson.Progress seen) {
    return memory.notSeenToEnd() != null
        ? "NOT STOPPED, may still bill"
        : memory.collecting ? "collecting" : seen.phase().name().toLowerCase(Locale.ROOT);
  }

  private static String step(TaskSnapshot.LastStep step) {
    String goal = step.nextGoal();
    return step.number() + (goal == null || goal.isBlank() ? "" : ": " + plain(goal));
  }

  public static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  /** What the agent or a page says must not break the table, nor become markup. */
  public static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>|#~])", "\\\\$1");
  }

  /** A bare link: what could end it or its cell is percent-encoded. */
  private static String link(String url) {
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

  public static String words(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 60
        ? seconds + " s"
        : seconds < 3600
            ? seconds / 60 + " min " + seconds % 60 + " s"
            : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }
}
