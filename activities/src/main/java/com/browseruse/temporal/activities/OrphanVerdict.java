package com.browseruse.temporal.activities;

/**
 * Whether a live remote task of ours is owned by anybody, and how that is known. What cannot be
 * told counts as owned: a task that goes on costs money, but a task that is stopped under a run
 * costs the run.
 *
 * <p>A task names the workflow that made it. What Temporal knows of the newest run of that workflow
 * id decides:
 *
 * <table>
 *   <caption>Who owns a task</caption>
 *   <tr><th>Temporal says</th><th>verdict</th><th>orphan</th></tr>
 *   <tr><td>there is no workflow of this id</td><td>{@link #NO_WORKFLOW}</td><td>yes</td></tr>
 *   <tr><td>it completed, failed, was cancelled or terminated, or timed out</td>
 *     <td>{@link #WORKFLOW_ENDED}</td><td>yes</td></tr>
 *   <tr><td>it is alive, and its memo names this task</td><td>{@link #RUN_ALIVE}</td><td>no</td></tr>
 *   <tr><td>it is a live {@code RunBrowserTaskWorkflow}, and its memo names another task</td>
 *     <td>{@link #OTHER_TASK}</td><td>yes</td></tr>
 *   <tr><td>the same, without a task in its memo yet; the key on the task is its own</td>
 *     <td>{@link #RUN_CREATES}</td><td>no</td></tr>
 *   <tr><td>the same; the key is not its own</td><td>{@link #OTHER_RUN}</td><td>yes</td></tr>
 *   <tr><td>the same; but the run was reset, and may go on with the task of the run before</td>
 *     <td>{@link #RUN_WAS_RESET}</td><td>no</td></tr>
 *   <tr><td>it is alive, and its memo cannot be read</td><td>{@link #MEMO_UNREADABLE}</td><td>no</td></tr>
 *   <tr><td>it is a live workflow of another type, whose memo does not name this task</td>
 *     <td>{@link #OTHER_WORKFLOW}</td><td>no</td></tr>
 *   <tr><td>it is in a state that is neither alive nor ended, or its id is none that Temporal
 *     takes</td><td>{@link #STATE_UNCLEAR}</td><td>no</td></tr>
 *   <tr><td>nothing: it cannot be reached, does not allow the question, or has lost the namespace</td>
 *     <td>{@link #TEMPORAL_SILENT}</td><td>no</td></tr>
 * </table>
 *
 * <p>Before Temporal is asked, the age decides: {@link #TOO_YOUNG} and {@link #AGE_UNKNOWN} are
 * left.
 */
public enum OrphanVerdict {
  /** Temporal knows no workflow of this id: it never did, or has forgotten a closed one. */
  NO_WORKFLOW(true, "Temporal knows no workflow of this id"),

  /** The workflow of this id has closed, in whichever way. */
  WORKFLOW_ENDED(true, "its workflow has ended"),

  /** The workflow of this id is alive and works on another task. */
  OTHER_TASK(true, "its workflow works on another task"),

  /** The workflow of this id is alive, still without a task, and has not asked for this one. */
  OTHER_RUN(true, "its workflow is a later run, which did not ask for it"),

  /** The run that made it is alive. */
  RUN_ALIVE(false, "its run is alive"),

  /** The run that asked for it is alive and may not know of it yet. */
  RUN_CREATES(false, "its run is alive, and still creating"),

  /** A reset run may go on with the task of its predecessor, and has not said so yet. */
  RUN_WAS_RESET(false, "its run was reset, and has not told its task yet"),

  /** A live workflow of this id is not ours, so that nobody can tell what it works on. */
  OTHER_WORKFLOW(false, "a live workflow of another type has this id"),

  /** The memo of the live run cannot be decoded, such as for want of a key. */
  MEMO_UNREADABLE(false, "the memo of its run cannot be read"),

  /**
   * The workflow is in a state between two runs, or in one that this release does not know; or
   * Temporal takes no such id.
   */
  STATE_UNCLEAR(false, "the state of its workflow is unclear"),

  /** Temporal did not answer the question, which is not the same as "there is no workflow". */
  TEMPORAL_SILENT(false, "Temporal could not be asked"),

  /** It is younger than the reaper was told to look at. */
  TOO_YOUNG(false, "it is too young"),

  /** The server does not say when it was created. */
  AGE_UNKNOWN(false, "the server does not tell its age"),

  /** As many tasks were stopped as one run may stop. */
  OVER_LIMIT(false, "the limit is reached"),

  /** It went away between the look and the stop. */
  GONE(false, "it went away meanwhile");

  private final boolean orphan;
  private final String words;

  OrphanVerdict(boolean orphan, String words) {
    this.orphan = orphan;
    this.words = words;
  }

  /**
   * Tells whether the task may be stopped.
   *
   * @return true if surely nobody owns it
   */
  public boolean isOrphan() {
    return orphan;
  }

  /**
   * Tells how that is known.
   *
   * @return a few words for a person
   */
  public String words() {
    return words;
  }
}
