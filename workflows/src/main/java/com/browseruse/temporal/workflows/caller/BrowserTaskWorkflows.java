package com.browseruse.temporal.workflows.caller;

import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskOutcome;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.BrowserTaskService;
import com.browseruse.temporal.workflows.BrowserUsePlugin;
import com.browseruse.temporal.workflows.RunBrowserTaskWorkflow;
import com.browseruse.temporal.workflows.internal.child.ChildOptions;
import com.browseruse.temporal.workflows.internal.child.ChildRuns;
import com.browseruse.temporal.workflows.internal.nexus.NexusCaller;
import com.browseruse.temporal.workflows.internal.run.BareCreate;
import com.browseruse.temporal.workflows.internal.session.WorkflowSession;
import com.browseruse.temporal.workflows.session.BrowserSession;
import com.browseruse.temporal.workflows.session.RunBrowserSessionWorkflow;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.NexusOperationOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;

/**
 * Runs browser tasks as steps of a workflow of your own, each as a child workflow that stops its
 * task when yours is cancelled, fails, times out or is terminated.
 *
 * <pre>{@code
 * List<BrowserTaskResult> offers = BrowserTaskWorkflows.all(shops, 3);
 * }</pre>
 *
 * <p>To be called from workflow code only. The children run on {@link
 * RunBrowserTaskWorkflow#DEFAULT_TASK_QUEUE}, unless options say otherwise. All calls that wait
 * give a cancel of the calling scope to the children, and return when their tasks have stopped.
 *
 * <p>For a run that fails they throw its {@link io.temporal.failure.ApplicationFailure}, with a
 * type that {@link RunBrowserTaskWorkflow#run} lists and a {@link BrowserTaskEvidence} as its
 * detail; for one that was cancelled or terminated by somebody else a {@link
 * io.temporal.failure.ChildWorkflowFailure}. Wrong arguments fail the calling workflow with {@code
 * InvalidRequest}.
 */
public final class BrowserTaskWorkflows {
  private BrowserTaskWorkflows() {}

  /** {@return a child with the defaults of {@link #child(ChildWorkflowOptions)}} */
  public static RunBrowserTaskWorkflow child() {
    return child(ChildWorkflowOptions.getDefaultInstance());
  }

  /**
   * {@return a child that can always stop its task} Where the options say nothing: the default task
   * queue; the parent-close policy {@code REQUEST_CANCEL}, with which Temporal cancels the child
   * however its parent ends; {@code WAIT_CANCELLATION_COMPLETED}, with which a cancelled parent
   * waits until the task has stopped; and a summary for the Temporal UI.
   *
   * @throws io.temporal.failure.ApplicationFailure of type {@code InvalidRequest}, for the policy
   *     {@code TERMINATE} and for a run or execution time-out of Temporal: they end a run without
   *     stopping its task. The limit to set is {@link BrowserTask.Builder#timeout}.
   */
  public static RunBrowserTaskWorkflow child(ChildWorkflowOptions options) {
    return Workflow.newChildWorkflowStub(
        RunBrowserTaskWorkflow.class, ChildOptions.of(options, "browser task"));
  }

  /** {@return how a task ended; numbers in a structured output keep their digits} */
  public static BrowserTaskResult run(BrowserTask task) {
    return all(List.of(task), 1).get(0);
  }

  /**
   * Runs a task for a structured output, and gives it as a value of a class, such as a record.
   *
   * @param task what to do; its {@link BrowserTask.Builder#output} becomes the class, and {@link
   *     BrowserTask.Builder#failUnlessSuccessful} true
   * @param output as {@link BrowserTask.Builder#output} takes it
   * @throws io.temporal.failure.ApplicationFailure of type {@code BrowserTaskUnsuccessful}, or
   *     {@code StructuredOutputInvalid} with the complaint, both with the result as evidence, of
   *     which the output is what the task answered
   */
  public static <T> T run(BrowserTask task, Class<T> output) {
    return run(typed(task, output)).structuredOutputAs(output);
  }

  static BrowserTask typed(BrowserTask task, Class<?> output) {
    return task.toBuilder().output(output).failUnlessSuccessful(true).build();
  }

  /**
   * Opens a browser in which the calling workflow runs several tasks, one after another, with all
   * the time between them that a person needs. It is closed on every way out of the block, be it a
   * failure or a cancel:
   *
   * <pre>{@code
   * try (OpenBrowserSession browser = BrowserTaskWorkflows.session(BrowserSession.newBuilder().build())) {
   *   browser.run(BrowserTask.of("Put the milk into the basket, and go to the checkout"));
   *   Workflow.await(() -> approved);
   *   browser.run(BrowserTask.of("Order what is in the basket"));
   * }
   * }</pre>
   *
   * <p>What no code of a workflow can see leaves the browser open until the provider ends it: that
   * the workflow is terminated, or ended by a time-out of Temporal. Do not continue as new within
   * the block. Where the browser must not depend on the caller, use {@link
   * RunBrowserSessionWorkflow}, which also closes a session that is idle.
   *
   * @param session the settings; {@code tasks} and options must not be set
   * @throws io.temporal.failure.ApplicationFailure if it cannot be opened, of a type that {@link
   *     RunBrowserTaskWorkflow#run} lists; an open whose response was lost is treated as {@link
   *     RunBrowserSessionWorkflow} says, with the warnings in the log
   * @throws io.temporal.failure.CanceledFailure if the calling scope is cancelled meanwhile
   */
  public static OpenBrowserSession session(BrowserSession session) {
    return new OpenBrowserSession(WorkflowSession.open(session));
  }

  /** {@return how a task will have ended; it runs meanwhile} */
  public static Promise<BrowserTaskResult> async(BrowserTask task) {
    return Async.function(() -> run(task));
  }

  /**
   * Runs tasks side by side, and waits for all of them. If one fails, no further one is started,
   * the others are cancelled, and its failure is thrown when their tasks have stopped. A task that
   * merely does not succeed is no failure, unless its {@link
   * BrowserTask.Builder#failUnlessSuccessful} says so.
   *
   * @param tasks at least one
   * @param atOnce how many may run at the same time, at least 1
   * @return the results, in the order of the tasks
   */
  public static List<BrowserTaskResult> all(List<BrowserTask> tasks, int atOnce) {
    return all(tasks, atOnce, ChildWorkflowOptions.getDefaultInstance());
  }

  /**
   * As {@link #all(List, int)}, with the options of the children, such as a task queue, filled in
   * as {@link #child(ChildWorkflowOptions)} does. Of several tasks each has the workflow id with
   * its number behind it, such as {@code offer-1}.
   */
  public static List<BrowserTaskResult> all(
      List<BrowserTask> tasks, int atOnce, ChildWorkflowOptions options) {
    return new ChildRuns(tasks, atOnce, options).all();
  }

  /**
   * Runs tasks side by side until one has succeeded: no further one is started, the others are
   * cancelled, and its result is returned when their tasks have stopped. Tasks that fail, or do not
   * succeed, are passed over.
   *
   * @param tasks at least one
   * @param atOnce how many may run at the same time, at least 1
   * @return the first result whose outcome is {@link BrowserTaskOutcome#SUCCEEDED}
   * @throws io.temporal.failure.TemporalFailure if there is none: of type {@code
   *     BrowserTaskUnsuccessful}, with the result of the first that has one as evidence; or the
   *     failure of the first task, if all have failed
   */
  public static BrowserTaskResult first(List<BrowserTask> tasks, int atOnce) {
    return first(tasks, atOnce, ChildWorkflowOptions.getDefaultInstance());
  }

  /**
   * As {@link #first(List, int)}, with options as {@link #all(List, int, ChildWorkflowOptions)}.
   */
  public static BrowserTaskResult first(
      List<BrowserTask> tasks, int atOnce, ChildWorkflowOptions options) {
    return new ChildRuns(tasks, atOnce, options).first();
  }

  /** {@return the service behind an endpoint, as {@link #nexus(String, NexusOperationOptions)}} */
  public static BrowserTaskService nexus(String endpoint) {
    return nexus(endpoint, NexusOperationOptions.getDefaultInstance());
  }

  /**
   * {@return browser tasks on workers of another namespace, by Temporal Nexus} Where the options
   * say nothing: {@code WAIT_COMPLETED}, with which a cancelled caller waits until the task has
   * stopped, and a summary for the Temporal UI. Failures are those of {@link #run(BrowserTask)}; a
   * run that was cancelled or terminated by somebody else throws a {@link
   * io.temporal.failure.NexusOperationFailure}.
   *
   * <p>Nexus has no parent-close policy: a caller that fails, is terminated or runs into a time-out
   * of Temporal leaves the run to its own end, its {@link BrowserTask.Builder#timeout} at the
   * latest.
   *
   * @param endpoint the name of a Nexus endpoint whose target is the workers' namespace and task
   *     queue
   * @throws io.temporal.failure.ApplicationFailure of type {@code InvalidRequest}, for the
   *     cancellation type {@code TRY_CANCEL}, whose cancel is lost if the calling workflow ends at
   *     once, and for a schedule-to-close or start-to-close time-out: they end the operation
   *     without stopping its task. The limit to set is {@link BrowserTask.Builder#timeout}.
   */
  public static BrowserTaskService nexus(String endpoint, NexusOperationOptions options) {
    return new NexusCaller(endpoint, options);
  }

  /**
   * Creates a task for a workflow that calls the {@link BrowserTaskActivities} itself: with a key
   * that makes it findable, attempts that never make a second one, and everything stopped that an
   * unclear attempt has made beside it. That takes up to 80 s after such an attempt. If the calling
   * scope is cancelled meanwhile, no task is left.
   *
   * <p>From then on the task is the caller's: to poll it, to stop it on every way out (in a
   * detached scope), and to see that it has stopped. It is an orphan once the calling workflow has
   * ended. The activities run on the task queue of the calling workflow, whose workers need the
   * {@link BrowserUsePlugin}.
   *
   * @param task what to create; of its options only the time-out counts, for the create, and what
   *     the API must be able to do
   * @throws io.temporal.failure.ApplicationFailure with a {@link BrowserTaskEvidence} as its
   *     detail, of a type that {@link RunBrowserTaskWorkflow#run} lists
   * @throws io.temporal.failure.CanceledFailure if the calling scope is cancelled
   */
  public static CreatedBrowserTask create(BrowserTask task) {
    return BareCreate.create(task);
  }
}
