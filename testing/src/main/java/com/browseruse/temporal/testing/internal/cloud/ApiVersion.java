package com.browseruse.temporal.testing.internal.cloud;

import java.util.Locale;

/** The versions of the API. What is created through one is invisible in the other. */
public enum ApiVersion {
  V1,
  V2;

  /** Its name in paths and in the ledger. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
