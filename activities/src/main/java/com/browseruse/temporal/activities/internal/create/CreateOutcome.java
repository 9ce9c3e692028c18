package com.browseruse.temporal.activities.internal.create;

import java.util.Locale;

/** What came of an attempt to create; each is counted. */
enum CreateOutcome {
  /** The API returned a new task. */
  CREATED,

  /** An earlier call had made the task, although its response was lost. */
  ADOPTED,

  /** A second task of the same create was told to stop. */
  DUPLICATE_STOPPED,

  /** Nothing was made, for sure. */
  REFUSED,

  /** Nobody can tell whether something was made, and a lookup found nothing. */
  UNCLEAR;

  /** The name of the counter. */
  static final String METRIC = "browser_use_task_create";

  /** The tag that holds the outcome. */
  static final String TAG = "outcome";

  String tagValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
