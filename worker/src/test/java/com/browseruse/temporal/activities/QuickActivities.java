package com.browseruse.temporal.activities;

import com.browseruse.temporal.activities.internal.BrowserTaskActivitiesImpl;
import com.browseruse.temporal.client.BrowserUseClient;
import java.time.Duration;

/** The real activities, but for the real time that they give to lists. */
public final class QuickActivities {
  private QuickActivities() {}

  /**
   * Creates the activities.
   *
   * @param client what they call
   * @param listPause how long a lookup waits, whatever it waits for
   * @return the activities
   */
  public static BrowserTaskActivities create(BrowserUseClient client, Duration listPause) {
    return create(client, BrowserTaskActivitiesOptions.getDefaultInstance(), listPause);
  }

  /**
   * Creates the activities.
   *
   * @param client what they call
   * @param options how they work
   * @param listPause how long a lookup waits, whatever it waits for
   * @return the activities
   */
  public static BrowserTaskActivities create(
      BrowserUseClient client, BrowserTaskActivitiesOptions options, Duration listPause) {
    return BrowserTaskActivitiesImpl.create(
        client,
        options.toBuilder().maxWaitingCreates(0).build(),
        name -> null,
        time -> Thread.sleep(listPause.toMillis()));
  }
}
