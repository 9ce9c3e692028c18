package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.session.BrowserSession;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** What tells runs apart in a list without the text of their tasks, which may be secret. */
public final class RunSummary {
  private RunSummary() {}

  /** Such as {@code shop.example, at most 10 min and $1.60}. */
  public static String of(BrowserTask task) {
    String site = site(task.request().startUrl());
    String time = Words.time(task.options().timeout());
    String name = task.taskId() == null ? "browser task" : "task " + task.taskId();
    return (site == null ? name : site)
        + ", at most "
        + (task.options().maxCostUsd() == null
            ? time
            : time + " and " + Words.dollars(task.options().maxCostUsd()));
  }

  /** Such as {@code shop.example, closes after 15 min without a task, and after 4 h}. */
  public static String of(BrowserSession session) {
    String site = site(session.request().startUrl());
    return (site == null ? "browser session" : site)
        + ", closes after "
        + Words.time(session.idleTimeout())
        + " without a task, and after "
        + Words.time(session.maxAge());
  }

  /** Without what stands before the host, or after it: it may be secret. */
  private static @Nullable String site(@Nullable String url) {
    try {
      return url == null ? null : new URI(url).getHost();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
