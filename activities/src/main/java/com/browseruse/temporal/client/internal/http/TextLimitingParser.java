package com.browseruse.temporal.client.internal.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what the texts of one response cost in memory. The length of the body does not: one
 * character beyond Latin-1 doubles what all others of its text need.
 */
final class TextLimitingParser extends JsonParserDelegate {

  /** A response of the longest kind whose texts are plain. */
  private static final long MAX_BYTES = CallExecutor.MAX_BODY;

  private long spent;
  private @Nullable String text;

  TextLimitingParser(JsonParser parser) {
    super(parser);
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    text = null;
    return delegate.nextToken();
  }

  @Override
  public String getText() throws IOException {
    if (text != null) {
      return text;
    }
    // Asked first, since the text is held twice more while it is made.
    refuseAbove(spent + delegate.getTextLength());
    text = delegate.getText();
    boolean plain = text.chars().allMatch(c -> c <= 0xFF);
    spent += plain ? text.length() : 2L * text.length();
    refuseAbove(spent);
    return text;
  }

  private void refuseAbove(long bytes) throws StreamConstraintsException {
    if (bytes > MAX_BYTES) {
      throw new StreamConstraintsException("too much text", currentLocation());
    }
  }
}
