package com.browseruse.temporal.client.internal.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside fit for an error message: one line, not long, and without the API key,
 * which a careless server or proxy may echo. Error messages end in logs and workflow histories.
 */
public final class MessageCleaner {
  /** How much is kept of a page that a gateway made for people. */
  static final int EXCERPT = 200;

  /** How much is kept of a message: longer than any that the API is known to write. */
  static final int SENTENCE = 1000;

  /** A shorter key is no secret, but a word that may stand in any message. */
  private static final int SHORTEST_KEY = 8;

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final String apiKey;

  public MessageCleaner(String apiKey) {
    this.apiKey = apiKey;
  }

  /** Gives the text, or null if there are none. */
  @Nullable String clean(@Nullable String text, int length) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String masked = apiKey.length() < SHORTEST_KEY ? text : text.replace(apiKey, "[api key]");
    String line = BLANKS.matcher(masked).replaceAll(" ").strip();
    if (line.length() <= length) {
      return line;
    }
    // Cut last: a key that is cut in two would not be found.
    return line.substring(0, length - (Character.isHighSurrogate(line.charAt(length - 1)) ? 1 : 0))
        + "…";
  }
}
