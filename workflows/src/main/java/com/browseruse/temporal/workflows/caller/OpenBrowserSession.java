package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.internal.session.WorkflowSession;
import com.browseruse.temporal.workflows.session.BrowserSessionOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A browser that is open for the workflow that has asked for it, by {@link
 * BrowserTaskWorkflows#session}. To be used from that workflow's code only, and closed by it.
 */
public final class OpenBrowserSession implements AutoCloseable {
  private final WorkflowSession session;

  OpenBrowserSession(WorkflowSession session) {
    this.session = session;
  }

  /** {@return the session's id at Browser Use Cloud} */
  public String sessionId() {
    return session.id();
  }

  /**
   * Runs a task in this browser, as {@link BrowserTaskWorkflows#run(BrowserTask)} does; one at a
   * time. The task must not name a session, session settings or a {@code stopScope}.
   */
  public BrowserTaskResult run(BrowserTask task) {
    return session.run(task);
  }

  /** As {@link #run(BrowserTask)}, for a value of a class: {@link BrowserTaskWorkflows#run}. */
  public <T> T run(BrowserTask task, Class<T> output) {
    return run(BrowserTaskWorkflows.typed(task, output)).structuredOutputAs(output);
  }

  /**
   * Closes the session, and waits until it was read to have closed, for two minutes in which it can
   * be read, and 15 minutes at most. Also if the calling scope is cancelled. Closing twice is
   * closing once.
   */
  @Override
  public void close() {
    session.close("the workflow is done with it");
  }

  /**
   * {@return whether it was read to have closed, or null before; one that was not is named in a
   * warning of the log}
   */
  public @Nullable BrowserSessionOutcome outcome() {
    return session.outcome();
  }
}
