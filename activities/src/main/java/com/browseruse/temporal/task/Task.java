package com.browseruse.temporal.task;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the server tells of a task. It grows with every step, so it is never put into a workflow
 * history as it is.
 *
 * @param sessionId its session, or null where the API version has none
 * @param llm the model, as the provider calls it, or null
 * @param browserUseVersion the release of the agent, or null where the server does not say
 * @param metadata the markers that were put on it, values of any kind; null where the response does
 *     not tell, as in lists of version 1
 * @param steps its steps, oldest first; empty in lists
 * @param outputFiles the files that it left; empty in lists
 * @param isSuccess whether the agent calls it a success, or null if it does not say
 * @param judgement the judge's report, JSON in a string, or null
 * @param judgeVerdict whether the judge calls it a success, or null without a judge
 * @param cost what it has cost so far in US dollars, or null if unknown
 * @param liveUrl where a person can watch and steer its browser, or null; where the API version has
 *     sessions, the session has it. Whoever has this link has the browser
 * @param publicShareUrl where anybody can see its outcome, or null if not shared; as {@code
 *     liveUrl}
 * @param additionalFields what the server said beyond this, by field name
 */
public record Task(
    String id,
    @Nullable String sessionId,
    @Nullable String llm,
    @Nullable String browserUseVersion,
    @Nullable String task,
    TaskStatus status,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Map<String, Object> metadata,
    List<Step> steps,
    List<OutputFile> outputFiles,
    @Nullable String output,
    @Nullable Boolean isSuccess,
    @Nullable String judgement,
    @Nullable Boolean judgeVerdict,
    @Nullable BigDecimal cost,
    @Nullable String liveUrl,
    @Nullable String publicShareUrl,
    @JsonAnySetter Map<String, Object> additionalFields) {
  /** {@return whether it has ended, see {@link TaskStatus#isEnd}} */
  public boolean hasEnded() {
    return status.isEnd(finishedAt);
  }

  /** {@return the same task with this metadata} */
  public Task withMetadata(Map<String, Object> metadata) {
    return new Task(
        id,
        sessionId,
        llm,
        browserUseVersion,
        task,
        status,
        createdAt,
        startedAt,
        finishedAt,
        metadata,
        steps,
        outputFiles,
        output,
        isSuccess,
        judgement,
        judgeVerdict,
        cost,
        liveUrl,
        publicShareUrl,
        additionalFields);
  }

  /** {@return the newest step, or null before the first} */
  public @Nullable Step lastStep() {
    return steps.isEmpty() ? null : steps.get(steps.size() - 1);
  }

  /**
   * One page of a list of tasks. The order is the server's; only version 1 of the API promises one.
   *
   * @param items the tasks, without steps and files
   * @param totalItems how many there are on all pages, by the server's count
   * @param hasNext whether the next page may hold more of what was asked for
   */
  public record Page(
      List<Task> items, int totalItems, int pageNumber, int pageSize, boolean hasNext) {}

  /**
   * Which tasks to list. Null means: do not filter by this.
   *
   * @param pageSize items on a page, 1 to {@value #MAX_PAGE_SIZE}
   * @param pageNumber the page, from 1
   */
  public record Query(
      int pageSize,
      int pageNumber,
      @Nullable String sessionId,
      @Nullable TaskStatus status,
      @Nullable Instant createdAfter,
      @Nullable Instant createdBefore) {
    /** The most items that the API puts on one page, as its OpenAPI document says. */
    public static final int MAX_PAGE_SIZE = 100;

    public Query {
      checkPage("pageSize", pageSize, "pageNumber", pageNumber);
    }

    /** {@return the first page of all tasks, as large as the API allows} */
    public static Query all() {
      return new Query(MAX_PAGE_SIZE, 1, null, null, null, null);
    }

    /** {@return this query, one page on} */
    public Query nextPage() {
      return page(pageNumber + 1);
    }

    /** {@return this query, for another page} */
    public Query page(int number) {
      return new Query(pageSize, number, sessionId, status, createdAfter, createdBefore);
    }

    /** What the API allows of a page is the same for every list. */
    static void checkPage(String sizeName, int size, String numberName, int number) {
      if (size < 1 || size > MAX_PAGE_SIZE) {
        throw new IllegalArgumentException(
            sizeName + " must be between 1 and " + MAX_PAGE_SIZE + ", but is " + size);
      }
      if (number < 1) {
        throw new IllegalArgumentException(numberName + " must be at least 1, but is " + number);
      }
    }
  }

  /**
   * Names a task, such as one that was just created.
   *
   * @param sessionId its session, for calls that can use it; null if it is not known, or where the
   *     API version has none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ref(
      @JsonProperty("taskId") String taskId,
      @JsonProperty("sessionId") @Nullable String sessionId) {
    /** {@return the name of a task whose session does not matter} */
    public static Ref of(String taskId) {
      return new Ref(taskId, null);
    }
  }

  /**
   * One step of the agent. Texts are empty, and the rest null, where the server said nothing.
   *
   * @param number its place in the task, counted by the server from 1
   * @param evaluationPreviousGoal how the agent judges its previous goal
   * @param actions what the agent did, each as JSON in a string
   * @param screenshotUrl a link to a picture that expires, or null
   */
  public record Step(
      int number,
      String nextGoal,
      String url,
      String memory,
      String evaluationPreviousGoal,
      List<String> actions,
      @Nullable String screenshotUrl,
      @Nullable Duration duration) {}

  /**
   * A file that the agent left.
   *
   * @param id what to ask for it by
   * @param fileName its name, as the agent chose it: never to be trusted as a path
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record OutputFile(
      @JsonProperty("id") String id, @JsonProperty("fileName") String fileName) {}

  /** What can be done to a task that exists. */
  public enum Action {
    /** Stop the task and leave its session as it is. */
    @JsonProperty("stop")
    STOP,

    /** Stop the task and close its session. */
    @JsonProperty("stop_task_and_session")
    STOP_TASK_AND_SESSION,

    /** Let the agent rest. Not every version of the API supports this. */
    @JsonProperty("pause")
    PAUSE,

    /** Let a resting agent go on. Not every version of the API supports this. */
    @JsonProperty("resume")
    RESUME
  }

  /** How a run came to its task. */
  public enum Creation {
    /** The response to the create call named it. */
    CREATED,

    /** An earlier create call had made it, although its response was lost. */
    ADOPTED,

    /** It existed before: the run was told its id, and has taken it over. */
    ATTACHED
  }
}
