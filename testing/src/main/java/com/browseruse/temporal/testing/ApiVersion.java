package com.browseruse.temporal.testing;

import java.util.Locale;

/** The versions of the API that are served. What is made through one is invisible in the other. */
enum ApiVersion {
  V1,
  V2;

  /** Its name in paths and in the ledger. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
