package com.browseruse.temporal.client;

import com.browseruse.temporal.client.internal.v1.V1Adapter;
import com.browseruse.temporal.client.internal.v2.V2Adapter;
import com.browseruse.temporal.task.Account;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Talks to Browser Use Cloud. Safe for use by many threads.
 *
 * <p>Every call is one exchange, or two where one does not give the whole response: nothing is
 * retried inside, so that the caller decides what a second attempt means. Every call throws a
 * {@link BrowserUseException}, and nothing else, if it fails; an id that is empty, or that could
 * lead to another route, is refused with an {@link IllegalArgumentException} before anything is
 * sent.
 *
 * <p>A call that waits for the server goes on when its thread is interrupted: to drop it would
 * leave open whether it was done. The time-outs bound it, and the thread stays interrupted.
 */
public interface BrowserUseClient extends AutoCloseable {
  /** Creates a client with a key and a way to reach the server; close it when done. */
  static BrowserUseClient create(BrowserUseClientOptions options) {
    return switch (options.getApiVersion()) {
      case V2 -> new V2Adapter(options);
      case V1 -> new V1Adapter(options);
    };
  }

  /**
   * Creates a task. The API has no idempotency key: if {@link
   * BrowserUseException#mayHaveTakenEffect()}, a paid task may be running.
   *
   * @throws IllegalArgumentException if the request has a field that this version of the API lacks;
   *     nothing is sent then
   */
  default Task.Ref createTask(TaskRequest request) {
    return createTask(request, callTimeout -> {});
  }

  /**
   * The same, but asks once more, at the last moment, whether to send it: a connection has been
   * made, and no byte of the request has left.
   *
   * @param lastCheck is told how long the call may take from now on; what it throws keeps the
   *     request from being sent, and comes out of this call
   */
  Task.Ref createTask(TaskRequest request, Consumer<Duration> lastCheck);

  /** Reads all there is to know of a task. The response grows with every step. */
  Task getTask(String taskId);

  /**
   * Reads the status of a task. Where the server has no short response, the long one is read and
   * shortened.
   */
  TaskSnapshot getTaskSnapshot(String taskId);

  /**
   * Stops, pauses or resumes a task. That the server accepts a stop does not mean that the task has
   * stopped. Where the API version has no sessions, to stop a task with its session is to stop the
   * task.
   */
  Task updateTask(String taskId, Task.Action action);

  /**
   * {@return a link to download the logs of a task; it expires, and whoever has it has the logs}
   */
  URI getTaskLogs(String taskId);

  /**
   * {@return a link to download a file that a task left; it expires, and whoever has it has the
   * file}
   */
  URI getOutputFile(String taskId, String fileId);

  /** Reads one page of the list of tasks. */
  Task.Page listTasks(Task.Query query);

  /**
   * Reads the whole list of tasks, a page at a time, as far as the caller goes. Every task is given
   * once, although one may move to a later page meanwhile.
   *
   * @param query which tasks, from which page on
   * @return the tasks, in the server's order; each iteration asks anew
   */
  default Iterable<Task> tasks(Task.Query query) {
    return () -> NewestTasks.iterate(this, query);
  }

  /**
   * {@return a task of a list with its metadata, which is read where the list does not tell it;
   * empty if the task is gone meanwhile}
   */
  default Optional<Task> withMetadata(Task listed) {
    if (listed.metadata() != null) {
      return Optional.of(listed);
    }
    try {
      return Optional.of(getTask(listed.id()));
    } catch (BrowserUseException.TaskNotFound e) {
      return Optional.empty();
    }
  }

  /**
   * {@return the calls about sessions; where the API version has none, it throws an {@link
   * BrowserUseException.UnsupportedAction}}
   */
  SessionsClient sessions();

  /** {@return whose key it is; a cheap check of the key} */
  Account getAccount();

  /** Tells what the API version can do. */
  boolean supports(ApiFeature feature);

  /** Lets go of connections and threads. Calls under way fail. */
  @Override
  void close();
}
