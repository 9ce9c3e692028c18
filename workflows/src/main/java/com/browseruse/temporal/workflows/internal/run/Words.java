package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.task.JsonText;
import com.browseruse.temporal.task.TaskSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Times and amounts as people write them. */
public final class Words {
  private static final int LONGEST_GOAL = 150;
  private static final int LONGEST_PAGE = 150;

  private Words() {}

  /** Such as {@code 42 s}, {@code 1 min 5 s}, {@code 10 min} or {@code 1 h 30 min}. */
  public static String time(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 60
        ? seconds + " s"
        : seconds < 3600
            ? of(seconds / 60, " min", seconds % 60, " s")
            : of(seconds / 3600, " h", seconds / 60 % 60, " min");
  }

  private static String of(long large, String unit, long small, String smallUnit) {
    return large + unit + (small == 0 ? "" : " " + small + smallUnit);
  }

  /** The step at which a task was seen last, for a message that may stand in plain text. */
  static String lastStep(TaskSnapshot.@Nullable LastStep step) {
    if (step == null) {
      return "";
    }
    String goal =
        step.nextGoal() == null
            ? ""
            : ": " + oneLine(step.nextGoal(), LONGEST_GOAL).replaceFirst("\\.$", "");
    String page = step.url() == null ? "" : ", on " + oneLine(page(step.url()), LONGEST_PAGE);
    return "; last seen at step " + step.number() + goal + page;
  }

  /** A link without what may be secret in it: its user, query and fragment. */
  private static String page(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() == null
          ? url.replaceFirst("[?#].*", "")
          : new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null)
              .toString();
    } catch (URISyntaxException e) {
      return url.replaceFirst("(?s)[?#].*", "").replaceFirst("//[^/]*@", "//");
    }
  }

  /** A text of somebody else, on one line, and cut. */
  static String oneLine(String text, int most) {
    String line = JsonText.clean(text).replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** An amount as the server told it. */
  public static String dollars(String usd) {
    try {
      return dollars(new BigDecimal(usd));
    } catch (NumberFormatException e) {
      return usd;
    }
  }

  /** Such as {@code $1.60} or {@code $0.0123}. */
  public static String dollars(BigDecimal usd) {
    BigDecimal amount = usd.stripTrailingZeros();
    return "$"
        + amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }
}
