package com.browseruse.temporal.worker.cli.view;

import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.workflows.StopOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values read to a person. */
public final class Phrases {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

  private static final String JAR = "browser-use-temporal.jar";

  private Phrases() {}

  /** Minutes and seconds such as {@code 0:42}, with hours before them if there are any. */
  public static String clock(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 3600
        ? String.format("%d:%02d", seconds / 60, seconds % 60)
        : String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Seconds such as {@code 0.4 s}; as {@link #clock} from a minute on. */
  public static String seconds(Duration duration) {
    return duration.toSeconds() < 60
        ? String.format(Locale.ROOT, "%.1f s", Math.max(0, duration.toMillis()) / 1000.0)
        : clock(duration);
  }

  /** A length of time in words, such as {@code 2 min} or {@code 1 h 30 min}. */
  public static String length(Duration duration) {
    String text =
        unit(duration.toDays(), "d")
            + unit(duration.toHoursPart(), "h")
            + unit(duration.toMinutesPart(), "min")
            + unit(duration.toSecondsPart(), "s");
    return text.isEmpty() ? duration.toMillis() + " ms" : text.strip();
  }

  private static String unit(long amount, String unit) {
    return amount == 0 ? "" : amount + " " + unit + " ";
  }

  /** A size such as {@code 12 B} or {@code 3.4 MB}; a kB has 1000 bytes. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double size = bytes / 1000.0;
    int unit = 0;
    // What would be rounded up to 1000 is one of the next unit.
    while (size >= 999.95 && unit < UNITS.size() - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
  }

  /** An amount with a dollar sign and at least two decimals; empty for null. */
  public static String dollars(@Nullable BigDecimal usd) {
    if (usd == null) {
      return "";
    }
    BigDecimal amount = usd.stripTrailingZeros();
    return "$"
        + amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  /** Tells an amount of money; what is no decimal as it is. */
  static String dollars(@Nullable String usd) {
    try {
      return dollars(usd == null ? null : new BigDecimal(usd));
    } catch (NumberFormatException e) {
      return PlainText.oneLine(usd);
    }
  }

  /** Shortens a link to host and path. */
  public static String page(@Nullable String url) {
    String clean = PlainText.oneLine(url);
    try {
      URI uri = new URI(clean);
      if (uri.getHost() == null) {
        return clean;
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String path = uri.getPath() == null || uri.getPath().equals("/") ? "" : uri.getPath();
      return PlainText.oneLine(uri.getHost() + port + path);
    } catch (URISyntaxException e) {
      return clean;
    }
  }

  /** Date and time; empty for null. */
  public static String time(@Nullable Instant instant, ZoneId zone) {
    return instant == null ? "" : DATE_TIME.format(instant.atZone(zone));
  }

  /** The words in a name of our own, such as {@code Budget exceeded} in BudgetExceeded. */
  public static String words(String name) {
    String words = PlainText.oneLine(name).replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.isEmpty() ? words : words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }

  /** A step with its goal and its page in one line; empty for null. */
  static String step(TaskSnapshot.@Nullable LastStep step) {
    if (step == null) {
      return "";
    }
    String page = page(step.url());
    return step.number()
        + ": "
        + PlainText.oneLine(step.nextGoal())
        + (page.isEmpty() ? "" : " (" + page + ")");
  }

  /** What became of a remote task that was stopped; empty for null. */
  public static String stop(@Nullable StopOutcome stop) {
    if (stop == null) {
      return "";
    }
    return switch (stop) {
      case STOPPED -> "stopped";
      case FINISHED_FIRST -> "had finished before it could be stopped";
      case UNCONFIRMED -> "not seen to stop: it may still run and cost money";
    };
  }

  /** What to type for a command, as this one was typed. */
  public static String command(String arguments) {
    String classPath = System.getProperty("java.class.path", "");
    String jar = classPath.endsWith(JAR) ? classPath : Path.of("worker", "target", JAR).toString();
    return System.getProperty(
            "browser-use.command", "java -jar " + (jar.contains(" ") ? "'" + jar + "'" : jar))
        + " "
        + arguments;
  }

  /** What to do about a task that may be alive although nothing follows it any more. */
  public static String stopTask(String taskId) {
    return "stop it with: " + command("stop --task " + PlainText.oneLine(taskId));
  }

  /** Such as {@code 1 step} or {@code 3 steps}. */
  public static String count(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
