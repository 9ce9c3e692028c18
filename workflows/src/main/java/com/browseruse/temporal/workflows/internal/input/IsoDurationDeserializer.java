package com.browseruse.temporal.workflows.internal.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads durations from ISO-8601 text only: a bare number would leave its unit to be guessed. */
final class IsoDurationDeserializer extends StdScalarDeserializer<Duration> {
  private static final long serialVersionUID = 1L;

  IsoDurationDeserializer() {
    super(Duration.class);
  }

  @Override
  public Duration deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Duration) context.handleUnexpectedToken(Duration.class, parser);
    }
    try {
      return Duration.parse(parser.getText());
    } catch (DateTimeParseException e) {
      return (Duration)
          context.handleWeirdStringValue(Duration.class, parser.getText(), "not ISO-8601");
    }
  }
}
