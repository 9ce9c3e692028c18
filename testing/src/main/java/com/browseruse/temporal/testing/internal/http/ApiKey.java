package com.browseruse.temporal.testing.internal.http;

import com.browseruse.temporal.testing.internal.http.Response.ErrorResponseException;
import org.jspecify.annotations.Nullable;

/** The key that callers must send; {@code only} is null if any is accepted that is not empty. */
public record ApiKey(@Nullable String only) {

  /** Refuses a caller who sent {@code given} in {@code header} unless that is the key. */
  public void check(String header, String given) {
    if (given.isBlank()) {
      throw new ErrorResponseException(401, "The header " + header + " is missing.");
    }
    if (only != null && !only.equals(given)) {
      throw new ErrorResponseException(401, "The API key is not valid.");
    }
  }
}
