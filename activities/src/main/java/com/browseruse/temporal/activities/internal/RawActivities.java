package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.TaskWatchActivities;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.common.converter.RawValue;
import org.jspecify.annotations.Nullable;

/**
 * The worker's view of the activities, which reads their inputs itself: what the data converter
 * cannot read would be tried again for ever. There must be no rest, which would be overlooked.
 */
final class RawActivities {
  private RawActivities() {}

  /** {@link BrowserTaskActivities}. */
  @ActivityInterface
  public interface Tasks {
    @ActivityMethod
    Object createBrowserTask(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object getBrowserTask(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object getBrowserTaskStatus(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    @Nullable Object getWatchedBrowserTask(@Nullable RawValue task, @Nullable RawValue rest);

    @ActivityMethod
    Object updateBrowserTask(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object getBrowserTaskLogs(@Nullable RawValue task, @Nullable RawValue rest);

    @ActivityMethod
    Object listBrowserTasks(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object findBrowserTasks(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object getBrowserTaskLinks(@Nullable RawValue task, @Nullable RawValue rest);

    @ActivityMethod
    Object collectBrowserTaskLogs(@Nullable RawValue task, @Nullable RawValue rest);

    @ActivityMethod
    Object collectBrowserTaskFile(@Nullable RawValue input, @Nullable RawValue rest);
  }

  /** {@link BrowserSessionActivities}. */
  @ActivityInterface
  public interface Sessions {
    @ActivityMethod
    Object createBrowserSession(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object getBrowserSession(@Nullable RawValue session, @Nullable RawValue rest);

    @ActivityMethod
    Object getBrowserSessionStatus(@Nullable RawValue session, @Nullable RawValue rest);

    @ActivityMethod
    Object listBrowserSessions(@Nullable RawValue query, @Nullable RawValue rest);

    @ActivityMethod
    Object stopBrowserSession(@Nullable RawValue session, @Nullable RawValue rest);

    @ActivityMethod
    Object shareBrowserSession(@Nullable RawValue session, @Nullable RawValue rest);

    @ActivityMethod
    Object getBrowserAccount();
  }

  /** {@link OrphanedTaskActivities}. */
  @ActivityInterface
  public interface Orphans {
    @ActivityMethod
    Object findOrphanedTasks(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object stopOrphanedTask(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object findOrphanedSessions(@Nullable RawValue input, @Nullable RawValue rest);

    @ActivityMethod
    Object stopOrphanedSession(@Nullable RawValue input, @Nullable RawValue rest);
  }

  /** {@link TaskWatchActivities}. */
  @ActivityInterface
  public interface Watch {
    @ActivityMethod
    Object watchBrowserTasks(@Nullable RawValue input, @Nullable RawValue rest);
  }
}
