package com.browseruse.temporal.activities;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.FailureTypes.CreateFailureDetail;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.UnclearRequests;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls about tasks as activities: one record in, one small record out.
 *
 * <p>What fails for good fails with one of the {@link FailureTypes} and is not retried; everything
 * else is retried as the activity's {@link io.temporal.common.RetryOptions} say, or when the server
 * says. The activity types are the method names with a capital letter, such as {@code
 * CreateBrowserTask}.
 *
 * <p>Give them a heartbeat timeout, such as 20 seconds: a worker that is lost is noticed after that
 * time, and not after the start-to-close timeout. They send heartbeats in the background, so that
 * the timeout may be shorter than a call takes. While the API may be at work on the create of a
 * lost worker, another attempt looks for its task at once and again, and sends nothing.
 */
@ActivityInterface
public interface BrowserTaskActivities {
  /**
   * Creates a task, once, however often it is attempted: after an unclear response, and on every
   * attempt unless all before it were refused, it looks up what an earlier attempt may have made.
   * It must not be called as a local activity, and refuses that. A failure has a {@link
   * CreateFailureDetail}.
   *
   * <p>Nothing is sent unless Temporal has just confirmed the attempt, and at least the time limit
   * of a call and five seconds are left of its start-to-close timeout (half of it, if that is
   * less); else the attempt fails with {@link FailureTypes#CREATE_NOT_SENT}, and another may
   * follow.
   *
   * <p>A workflow of your own should call it with {@link
   * io.temporal.activity.ActivityCancellationType#WAIT_CANCELLATION_COMPLETED}, so that a cancel
   * does not leave a task behind that nobody knows of, and with a {@code createKey} that is unique
   * to this create, such as {@link TaskMarkers#createKey} makes. After a cancel or a failure it
   * should call, detached, {@link #findBrowserTasks} for this key, at once and once more 77 seconds
   * after the last request, and stop what that finds: a create that failed may have made a task,
   * which the API may do late and list later. {@code RunBrowserTaskWorkflow} as a child workflow
   * does all that.
   */
  @ActivityMethod
  CreatedBrowserTask createBrowserTask(CreateBrowserTaskInput input);

  /** Reads a task, cut to what a history can hold. */
  @ActivityMethod
  BrowserTaskView getBrowserTask(GetBrowserTaskInput input);

  /** Reads how far a task is, in a few hundred bytes. */
  @ActivityMethod
  TaskSnapshot getBrowserTaskStatus(GetBrowserTaskStatusInput input);

  /**
   * Tells how a task was when the watcher of this process last saw it alive, without a request, a
   * step or a session; null if that was more than 30 seconds ago, if the list does not name the
   * task's workflow, or if no watcher is at work in this process. To be called as a local activity:
   * then it takes no turn from calls that wait for the request budget.
   */
  @ActivityMethod
  @Nullable TaskSnapshot getWatchedBrowserTask(Task.Ref task);

  /**
   * Stops, pauses or resumes a task, and returns how far it is now. That a stop was accepted does
   * not mean that the task has stopped: read its status.
   */
  @ActivityMethod
  TaskSnapshot updateBrowserTask(UpdateBrowserTaskInput input);

  /** Asks where the logs of a task can be downloaded. */
  @ActivityMethod
  BrowserTaskLogs getBrowserTaskLogs(Task.Ref task);

  /** Lists tasks in short, newest first. */
  @ActivityMethod
  BrowserTaskList listBrowserTasks(ListBrowserTasksInput input);

  /**
   * Looks up the tasks that one create has made, oldest first. Lists may lag, so that an empty one
   * is no proof.
   */
  @ActivityMethod
  FoundBrowserTasks findBrowserTasks(FindBrowserTasksInput input);

  /**
   * Asks where people can look at a task; give its session where the API version has sessions,
   * which have the links there. They enter the history of the workflow that asks.
   */
  @ActivityMethod
  BrowserTaskLinks getBrowserTaskLinks(Task.Ref task);

  /** Copies the logs of a task into the worker's artifact store, unless they are there. */
  @ActivityMethod
  CollectedArtifact collectBrowserTaskLogs(Task.Ref task);

  /** Copies a file that a task left into the worker's artifact store, unless it is there. */
  @ActivityMethod
  CollectedArtifact collectBrowserTaskFile(CollectBrowserTaskFileInput input);

  /**
   * What to create.
   *
   * @param request what to ask the API for
   * @param secretRefs secrets by name, as references that the worker process resolves: {@code
   *     env:NAME} or {@code file:/path}. Null for none
   * @param createKey what marks the task as the one that this create made; must be unique to it,
   *     and have 1 to {@value #LONGEST_KEY} characters. If null, it is made from the namespace, the
   *     workflow, the run and the activity; of an activity without a workflow, from the namespace,
   *     its id and its run
   * @param requires what the run needs beyond a task, as names of {@link ApiFeature}s and {@link
   *     #ARTIFACT_STORE}; the create is refused where one of them is not to be had. Null for
   *     nothing
   * @param earlier what activities before this one have left that were to create the same task;
   *     null if this is the first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CreateBrowserTaskInput(
      @JsonProperty("request") TaskRequest request,
      @JsonProperty("secretRefs") @Nullable Map<String, String> secretRefs,
      @JsonProperty("createKey") @Nullable String createKey,
      @JsonProperty("requires") @Nullable Set<String> requires,
      @JsonProperty("earlier") @Nullable EarlierCreates earlier) {
    /** In {@code requires}: a place on the worker's side to copy files to. */
    public static final String ARTIFACT_STORE = "ARTIFACT_STORE";

    /** The most characters of a {@code createKey}, which is a marker on the task. */
    public static final int LONGEST_KEY = 1000;
  }

  /**
   * What activities have left that were to create a task, or to open a session, for one that goes
   * on where they ended.
   *
   * @param count how many there were
   * @param unclear what is unclear of them; null if they surely made nothing
   * @param since since when it is wanted: where creates wait for a session, those go first who have
   *     waited longest. Null for since this activity was scheduled
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EarlierCreates(
      @JsonProperty("count") int count,
      @JsonProperty("unclear") @Nullable UnclearRequests unclear,
      @JsonProperty("since") @Nullable Instant since) {}

  /**
   * A task that exists now.
   *
   * @param sessionId its session, or null where the API version has none
   * @param creation whether it was created by this attempt or found as the work of an earlier one
   * @param unclear when other requests to create it were sent that may have taken effect as well,
   *     so that a duplicate may still appear; null if there were none
   * @param watched true if a watcher sends the signal {@code taskUpdated} to the workflow when the
   *     task may have ended, so that it need hardly poll; null otherwise
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CreatedBrowserTask(
      @JsonProperty("taskId") String taskId,
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("creation") Task.Creation creation,
      @JsonProperty("unclear") @Nullable UnclearRequests unclear,
      @JsonProperty("watched") @Nullable Boolean watched) {
    /** A task that nobody watches. */
    public CreatedBrowserTask(
        String taskId,
        @Nullable String sessionId,
        Task.Creation creation,
        @Nullable UnclearRequests unclear) {
      this(taskId, sessionId, creation, unclear, null);
    }

    /** {@return the same task, which a watcher watches} */
    public CreatedBrowserTask beingWatched() {
      return new CreatedBrowserTask(taskId, sessionId, creation, unclear, true);
    }
  }

  /**
   * Which task to read.
   *
   * @param maxInlineOutput bytes of the output to keep, counted as they stand in JSON; the rest is
   *     cut. Holds for the output as text and as JSON each; both together take at most {@value
   *     #LARGEST_INLINE_OUTPUT}. Null for {@value #DEFAULT_MAX_INLINE_OUTPUT}
   * @param structuredOutput the JSON Schema that the output was asked to follow, an object or the
   *     same as text; null if none was
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record GetBrowserTaskInput(
      @JsonProperty("taskId") String taskId,
      @JsonProperty("maxInlineOutput") @Nullable Integer maxInlineOutput,
      @JsonProperty("structuredOutput") @Nullable Object structuredOutput) {
    /** Bytes of output that are kept unless told otherwise. */
    public static final int DEFAULT_MAX_INLINE_OUTPUT = 262_144;

    /**
     * The most bytes of output that are kept. With all the rest of a task they stay below 512 KiB,
     * which is what Temporal takes without a warning.
     */
    public static final int LARGEST_INLINE_OUTPUT = 327_680;
  }

  /**
   * A task, cut to what a history can hold: no steps but the last, and texts of a stated size.
   *
   * @param sessionId its session, or null where the API version has none
   * @param storedOutput where the whole output is kept, if it was cut and the worker has an
   *     artifact store; else null
   * @param structuredOutput the output as JSON (a map, list, text, number or boolean), if it was
   *     asked for, follows the schema and is not too large; also if nobody can tell whether it
   *     follows; else null
   * @param structuredOutputProblem why the structured output is null although it was asked for, or
   *     why it was not checked against the schema, in a sentence; null if neither is so
   * @param isSuccess whether the agent calls it a success, or null if it does not say
   * @param judgeVerdict whether the judge calls it a success, or null without a judge
   * @param judgement the judge's report, JSON in a string, or null; its first 16 KiB
   * @param costUsd the cost in US dollars, a decimal in plain notation, or null if unknown
   * @param outputFiles the files that it left; the first 100, fewer if their names are very long
   * @param llm the model that ran, as the provider calls it, or null
   * @param browserUseVersion the release of the agent, or null where the API version does not say
   * @param problems what is missing here and why, a sentence each; null if nothing is
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BrowserTaskView(
      @JsonProperty("taskId") String taskId,
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("status") TaskStatus status,
      @JsonProperty("output") @Nullable String output,
      @JsonProperty("outputTruncated") boolean outputTruncated,
      @JsonProperty("storedOutput") @Nullable CollectedArtifact storedOutput,
      @JsonProperty("structuredOutput") @Nullable Object structuredOutput,
      @JsonProperty("structuredOutputProblem") @Nullable String structuredOutputProblem,
      @JsonProperty("isSuccess") @Nullable Boolean isSuccess,
      @JsonProperty("judgeVerdict") @Nullable Boolean judgeVerdict,
      @JsonProperty("judgement") @Nullable String judgement,
      @JsonProperty("costUsd") @Nullable String costUsd,
      @JsonProperty("stepCount") int stepCount,
      @JsonProperty("lastStep") TaskSnapshot.@Nullable LastStep lastStep,
      @JsonProperty("outputFiles") List<Task.OutputFile> outputFiles,
      @JsonProperty("createdAt") @Nullable Instant createdAt,
      @JsonProperty("startedAt") @Nullable Instant startedAt,
      @JsonProperty("finishedAt") @Nullable Instant finishedAt,
      @JsonProperty("llm") @Nullable String llm,
      @JsonProperty("browserUseVersion") @Nullable String browserUseVersion,
      @JsonProperty("problems") @Nullable List<String> problems) {}

  /**
   * Which task to look at.
   *
   * @param steps whether to read the whole task, so as to report its newest step; else only its
   *     status
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record GetBrowserTaskStatusInput(
      @JsonProperty("taskId") String taskId, @JsonProperty("steps") boolean steps) {}

  /** What to do to which task. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record UpdateBrowserTaskInput(
      @JsonProperty("taskId") String taskId, @JsonProperty("action") Task.Action action) {}

  /**
   * Where the logs of a task can be downloaded.
   *
   * @param downloadUrl a link that expires; until then whoever has it has the logs, and it stays in
   *     the history of the workflow that asked
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record BrowserTaskLogs(
      @JsonProperty("taskId") String taskId, @JsonProperty("downloadUrl") String downloadUrl) {}

  /**
   * Which tasks to list. Null means: do not filter by this.
   *
   * @param limit the most tasks to return, 1 to {@value #LARGEST_LIMIT}; null for {@value
   *     #DEFAULT_LIMIT}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ListBrowserTasksInput(
      @JsonProperty("status") @Nullable TaskStatus status,
      @JsonProperty("sessionId") @Nullable String sessionId,
      @JsonProperty("createdAfter") @Nullable Instant createdAfter,
      @JsonProperty("createdBefore") @Nullable Instant createdBefore,
      @JsonProperty("limit") @Nullable Integer limit) {
    /** How many tasks are returned unless told otherwise. */
    public static final int DEFAULT_LIMIT = 10;

    /** The most tasks that are returned: a history has to hold them. */
    public static final int LARGEST_LIMIT = 100;
  }

  /**
   * Some tasks, newest first.
   *
   * @param totalItems how many there are in all, by the server's count
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record BrowserTaskList(
      @JsonProperty("tasks") List<Item> tasks, @JsonProperty("totalItems") int totalItems) {
    /**
     * One task of a list.
     *
     * @param sessionId its session, or null where the API version has none
     * @param workflowId the workflow that made it, or null if none of ours did
     * @param costUsd the cost so far in US dollars, a decimal in plain notation, or null if unknown
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
        @JsonProperty("taskId") String taskId,
        @JsonProperty("sessionId") @Nullable String sessionId,
        @JsonProperty("status") TaskStatus status,
        @JsonProperty("workflowId") @Nullable String workflowId,
        @JsonProperty("costUsd") @Nullable String costUsd,
        @JsonProperty("createdAt") @Nullable Instant createdAt,
        @JsonProperty("finishedAt") @Nullable Instant finishedAt) {}
  }

  /**
   * Which create to look up. A difference of a few minutes between Temporal's clock and the
   * server's is allowed for.
   *
   * @param createKey the key that the create put on its task
   * @param createdAfter a time before the first attempt to create it, by Temporal's clock
   * @param createdBefore a time by which the create had ended, by Temporal's clock, which keeps
   *     tasks that are younger from being read; null for none
   * @param task the text of the task, or how it begins: where lists do not tell the markers, only
   *     tasks whose text begins so are read. Null reads all
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FindBrowserTasksInput(
      @JsonProperty("createKey") String createKey,
      @JsonProperty("createdAfter") Instant createdAfter,
      @JsonProperty("createdBefore") @Nullable Instant createdBefore,
      @JsonProperty("task") @Nullable String task) {}

  /**
   * What one create has made. More than one task means that a create took effect late and was
   * repeated.
   *
   * @param tasks the tasks, oldest first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record FoundBrowserTasks(@JsonProperty("tasks") List<CreatedBrowserTask> tasks) {}

  /**
   * Where people can look at a task. The links stay in the history of the workflow that asked.
   *
   * @param liveUrl where a person can watch and steer the browser, or null; whoever has this link
   *     has the browser
   * @param publicShareUrl where anybody can see the outcome, or null if it is not shared
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BrowserTaskLinks(
      @JsonProperty("liveUrl") @Nullable String liveUrl,
      @JsonProperty("publicShareUrl") @Nullable String publicShareUrl) {}

  /**
   * Which file of a task to copy.
   *
   * @param fileName its name in the store, different from that of every other file of the task;
   *     what is not safe in it is replaced
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record CollectBrowserTaskFileInput(
      @JsonProperty("taskId") String taskId,
      @JsonProperty("fileId") String fileId,
      @JsonProperty("fileName") String fileName) {}

  /**
   * What was copied into the artifact store; a reference that does not expire, and no secret.
   *
   * @param uri where it is, at most {@value #LONGEST_URI} bytes
   * @param size its length in bytes
   * @param sha256 the SHA-256 of its content, 64 hexadecimal digits
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record CollectedArtifact(
      @JsonProperty("uri") String uri,
      @JsonProperty("size") long size,
      @JsonProperty("sha256") String sha256) {
    /** The most bytes that a URI may have: a history has to hold it, many times. */
    public static final int LONGEST_URI = 1024;
  }
}
