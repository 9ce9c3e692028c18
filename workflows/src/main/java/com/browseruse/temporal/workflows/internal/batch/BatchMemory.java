package com.browseruse.temporal.workflows.internal.batch;

import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatch;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchLine;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchPhase;
import com.browseruse.temporal.workflows.batch.BrowserTaskBatchStop;
import com.browseruse.temporal.workflows.internal.input.InputHash;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a batch remembers of its lines. */
final class BatchMemory {
  /** Together with the lines it must stay far below the 2 MiB that Temporal takes at once. */
  private static final int RESULT_BYTES = 400_000;

  private static final int LINES_BYTES = 800_000;

  /** About what the JSON of a line has besides its texts. */
  private static final int LINE_BYTES = 60;

  final BatchJson.Limits limits;

  /** All lines by their ids, in order. */
  private final Map<String, BrowserTask> lines = new LinkedHashMap<>();

  /** Those that no part has. */
  final Map<String, BrowserTask> queue = new LinkedHashMap<>();

  /** How many wait in parts that may still start them. */
  int waitingInParts;

  boolean collecting;
  boolean paused;
  boolean done;
  @Nullable BrowserTaskBatchStop stop;

  private final List<BatchJson.Line> ended = new ArrayList<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<String> results = new ArrayList<>();
  private int failed;
  private int ranBefore;
  private @Nullable BigDecimal costUsd;
  private long bytes;
  private int resultBytes = RESULT_BYTES;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;

  BatchMemory(BatchJson.Limits limits) {
    this.limits = limits;
  }

  int total() {
    return lines.size();
  }

  int concurrency() {
    return limits.concurrency() == null
        ? BrowserTaskBatch.DEFAULT_CONCURRENCY
        : limits.concurrency();
  }

  /** How many lines may fail before the batch ends; null if any number. */
  @Nullable Integer failuresLeft() {
    return limits.maxFailures() == null ? null : limits.maxFailures() - failed;
  }

  /** Beyond which further cost the batch ends; null if there is no limit. */
  @Nullable BigDecimal costLeftUsd() {
    BigDecimal most = limits.maxCostUsd();
    return most == null || costUsd == null ? most : most.subtract(costUsd);
  }

  /** How much room there is for results of lines. */
  int resultBytes() {
    return resultBytes;
  }

  /** Adds all lines or none; passes over one that is there already. */
  void add(BatchJson.Input input) {
    Map<String, BrowserTask> more = new LinkedHashMap<>();
    long added = bytes;
    for (Map.Entry<String, BrowserTask> line : input.lines().entrySet()) {
      BrowserTask known = lines.get(line.getKey());
      if (known == null) {
        more.put(line.getKey(), line.getValue());
        added += line.getValue().toJson().length();
      } else if (!InputHash.of(known).equals(InputHash.of(line.getValue()))) {
        throw new IllegalArgumentException(
            "id "
                + StrictJson.shorten(line.getKey())
                + " is given to two tasks: each needs one of its own");
      }
    }
    BatchReader.checkCount(lines.size() + more.size());
    BatchReader.checkBytes(added);
    bytes = added;
    lines.putAll(more);
    queue.putAll(more);
    collecting = input.more();
  }

  void begin(Instant now) {
    startedAt = now;
    endedAt = now;
  }

  /** Takes lines back that a part has not started; they come first. */
  void takeBack(List<String> ids) {
    Map<String, BrowserTask> rest = new LinkedHashMap<>();
    ids.forEach(id -> rest.put(id, lines.get(id)));
    rest.putAll(queue);
    queue.clear();
    queue.putAll(rest);
  }

  /** Takes the end of a line, and ends the batch if a limit is reached. */
  void ended(BatchJson.Line line, Instant now) {
    endedAt = now;
    int size = line.result() == null ? 0 : line.result().toJson().length();
    if (size > resultBytes) {
      ended.add(LineEnds.withoutResult(line));
    } else {
      ended.add(line);
      resultBytes -= size;
    }
    if (line.outcome() == null) {
      failed++;
      failures.merge(String.valueOf(line.failure()), 1, Integer::sum);
    } else {
      outcomes.merge(line.outcome().name(), 1, Integer::sum);
    }
    if (line.ranBefore()) {
      ranBefore++;
    } else if (line.costUsd() != null) {
      BigDecimal cost = LineEnds.cost(line);
      costUsd = costUsd == null ? cost : costUsd.add(cost);
    }
    if (limits.maxCostUsd() != null
        && costUsd != null
        && costUsd.compareTo(limits.maxCostUsd()) > 0) {
      stop(BrowserTaskBatchStop.MAX_COST_USD);
    } else if (limits.maxFailures() != null && failed >= limits.maxFailures()) {
      stop(BrowserTaskBatchStop.MAX_FAILURES);
    }
  }

  /** Ends the batch early; a reason that stops what runs goes before one that does not. */
  void stop(BrowserTaskBatchStop why) {
    if (stop == null || stop == BrowserTaskBatchStop.MAX_FAILURES) {
      stop = why;
    }
  }

  void keep(@Nullable String uri) {
    if (uri != null) {
      results.add(uri);
    }
  }

  PartJson.@Nullable Ending ending() {
    return stop == null
        ? null
        : stop == BrowserTaskBatchStop.MAX_FAILURES ? PartJson.Ending.DRAIN : PartJson.Ending.STOP;
  }

  private int waiting() {
    return queue.size() + waitingInParts;
  }

  BrowserTaskBatchPhase phase() {
    return done
        ? BrowserTaskBatchPhase.DONE
        : stop != null
            ? BrowserTaskBatchPhase.STOPPING
            : collecting
                ? BrowserTaskBatchPhase.COLLECTING
                : paused ? BrowserTaskBatchPhase.PAUSED : BrowserTaskBatchPhase.RUNNING;
  }

  /** How long the rest takes if it goes on as it did. */
  private @Nullable Duration timeLeft() {
    int here = ended.size() - ranBefore;
    return phase() != BrowserTaskBatchPhase.RUNNING || here == 0
        ? null
        : Duration.ofSeconds(
            Duration.between(startedAt, endedAt).toSeconds() * (total() - ended.size()) / here);
  }

  BatchJson.Report report() {
    return report(List.of(), 0);
  }

  /** With as many lines as there is room for. */
  BatchJson.Report result() {
    List<BrowserTaskBatchLine> listed = new ArrayList<>();
    int size = 0;
    for (BatchJson.Line line : ended) {
      size +=
          LINE_BYTES
              + line.id().length() * 2
              + (line.message() == null ? 0 : line.message().length() * 2);
      if (size > LINES_BYTES) {
        break;
      }
      listed.add(new BrowserTaskBatchLine(line));
    }
    return report(listed, ended.size() - listed.size());
  }

  private BatchJson.Report report(List<BrowserTaskBatchLine> listed, int notListed) {
    return new BatchJson.Report(
        phase(),
        total(),
        waiting(),
        total() - waiting() - ended.size(),
        ended.size(),
        ranBefore,
        new TreeMap<>(outcomes),
        new TreeMap<>(failures),
        costUsd == null ? null : costUsd.toPlainString(),
        timeLeft(),
        stop,
        listed,
        notListed,
        List.copyOf(results));
  }

  /** How lines ended, from a number on. */
  List<BrowserTaskBatchLine> lines(int from, int most) {
    int begin = Math.min(Math.max(0, from), ended.size());
    return ended.subList(begin, Math.min(ended.size(), begin + most)).stream()
        .map(LineEnds::withoutResult)
        .map(BrowserTaskBatchLine::new)
        .toList();
  }
}
