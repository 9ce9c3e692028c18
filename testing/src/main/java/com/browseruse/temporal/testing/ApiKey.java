package com.browseruse.temporal.testing;

import java.util.Optional;

/**
 * The key that callers must show.
 *
 * @param only the only one that is right; null if any is, as long as there is one
 */
record ApiKey(String only) {

  /**
   * Why a caller is turned away who showed {@code given} in a header; empty if the key is right.
   */
  Optional<Answer> refusal(String header, String given) {
    if (given.isBlank()) {
      return Optional.of(Answer.detail(401, "The header " + header + " is missing."));
    }
    return only == null || only.equals(given)
        ? Optional.empty()
        : Optional.of(Answer.detail(401, "The API key is not valid."));
  }
}
