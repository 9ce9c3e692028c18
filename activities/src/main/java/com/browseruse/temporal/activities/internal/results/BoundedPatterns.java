package com.browseruse.temporal.activities.internal.results;

import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of a schema, of which each may be written to hang whoever applies it. RE2/J takes a time
 * that grows with the text alone; what it does not know, such as looking ahead, Java judges within
 * the time that is left. A pattern that neither knows is left out, and named.
 */
final class BoundedPatterns implements RegularExpressionFactory {
  /** RE2/J writes counted repetitions out: its program is at most about so many steps long. */
  private static final long LARGEST_PROGRAM = 100_000;

  private static final int LONGEST_NAME = 60;
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final Runnable checkTime;
  private final Set<String> unknown = new LinkedHashSet<>();

  /** The check throws once the time is over. */
  BoundedPatterns(Runnable checkTime) {
    this.checkTime = checkTime;
  }

  /** Those that could not be judged. */
  Set<String> unknown() {
    return unknown;
  }

  @Override
  public RegularExpression getRegularExpression(@Nullable String pattern) {
    if (pattern == null) {
      return text -> true;
    }
    if (program(pattern) <= LARGEST_PROGRAM) {
      try {
        com.google.re2j.Pattern linear = com.google.re2j.Pattern.compile(pattern);
        return text -> linear.matcher(new TimedText(text)).find();
      } catch (PatternSyntaxException e) {
        // Java knows more.
      }
    }
    try {
      Pattern backtracking = Pattern.compile(pattern);
      // As in ECMAScript, the end is not the place before a last line break.
      boolean toTheEnd = pattern.endsWith("$") && !pattern.endsWith("\\$");
      return text -> {
        Matcher matcher = backtracking.matcher(new TimedText(text));
        return matcher.find() && (!toTheEnd || matcher.end() == text.length());
      };
    } catch (java.util.regex.PatternSyntaxException e) {
      unknown.add(pattern.length() <= LONGEST_NAME ? pattern : pattern.substring(0, LONGEST_NAME));
      return text -> true;
    }
  }

  /** As if every counted repetition stood within all others. */
  private static long program(String pattern) {
    long size = pattern.length();
    Matcher counts = COUNT.matcher(pattern);
    while (counts.find() && size <= LARGEST_PROGRAM) {
      String most = counts.group(2);
      size *= Math.max(1, Long.parseLong(most == null || most.isEmpty() ? counts.group(1) : most));
    }
    return size;
  }

  /** A text that ends a match whose time is over. */
  private final class TimedText implements CharSequence {
    private static final int READS_PER_CHECK = 1024;

    private final CharSequence text;
    private int reads;

    TimedText(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads % READS_PER_CHECK == 0) {
        checkTime.run();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new TimedText(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
