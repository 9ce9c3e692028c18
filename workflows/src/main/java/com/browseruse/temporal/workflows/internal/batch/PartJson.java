package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.workflows.BrowserTask;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a batch and its parts tell one another. */
public final class PartJson {
  private PartJson() {}

  /** How a part ends early. */
  public enum Ending {
    /** What runs comes to its end. */
    DRAIN,

    /** What runs is stopped. */
    STOP
  }

  /**
   * What a part is started with.
   *
   * @param batchId the workflow id of the batch
   * @param lines the tasks by their ids, in order
   * @param slots how many may run at once; more may come by signals
   * @param reportEvery after so many ends it reports at the latest
   * @param reportFailures after so many failures, or null
   * @param reportCostUsd after so much cost, or null
   * @param failuresLeft after so many failures it waits for an order before it starts more, or null
   * @param costLeftUsd beyond this cost likewise, or null
   * @param resultBytes how many bytes of results it may report
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Input(
      @JsonProperty("batchId") String batchId,
      @JsonProperty("number") int number,
      @JsonProperty("lines") Map<String, BrowserTask> lines,
      @JsonProperty("slots") int slots,
      @JsonProperty("order") Order order,
      @JsonProperty("reportEvery") int reportEvery,
      @JsonProperty("reportFailures") @Nullable Integer reportFailures,
      @JsonProperty("reportCostUsd") @Nullable BigDecimal reportCostUsd,
      @JsonProperty("failuresLeft") @Nullable Integer failuresLeft,
      @JsonProperty("costLeftUsd") @Nullable BigDecimal costLeftUsd,
      @JsonProperty("resultBytes") int resultBytes) {
    /** What cannot be read. */
    static final Input NONE =
        new Input("", 0, Map.of(), 0, new Order(false, null, null), 1, null, null, null, null, 0);
  }

  /**
   * What a part is to do from now on.
   *
   * @param next the workflow that gets its slots once it starts no more; null keeps them
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Order(
      @JsonProperty("paused") boolean paused,
      @JsonProperty("ending") @Nullable Ending ending,
      @JsonProperty("next") @Nullable String next) {}

  /**
   * What has happened since the last report of a part.
   *
   * @param unstarted how many of its lines it has not started
   * @param rest the ids of those lines once it starts no more: they are the batch's again
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Report(
      @JsonProperty("number") int number,
      @JsonProperty("unstarted") int unstarted,
      @JsonProperty("rest") @Nullable List<String> rest,
      @JsonProperty("ended") List<BatchJson.Line> ended) {
    public Report {
      ended = ended == null ? List.of() : ended;
    }
  }

  /**
   * What a part leaves.
   *
   * @param slots those that it could not hand over
   * @param results where the artifact store keeps the results of its lines, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record End(
      @JsonProperty("slots") int slots, @JsonProperty("results") @Nullable String results) {}
}
