package com.browseruse.temporal.testing;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids more strictly than {@link UUID#fromString}, which takes {@code 1-1-1-1-1}. */
final class Ids {

  private static final Pattern FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private Ids() {}

  static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
