package com.browseruse.temporal.workflows.internal.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Times and amounts as people write them. */
public final class Words {
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

  /** Such as {@code $1.60} or {@code $0.0123}. */
  public static String dollars(BigDecimal usd) {
    BigDecimal amount = usd.stripTrailingZeros();
    return "$"
        + amount.setScale(Math.max(2, amount.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }
}
