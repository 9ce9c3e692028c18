package com.browseruse.temporal.activities.internal.orphans;

import com.browseruse.temporal.activities.OrphanedTaskActivities.FoundSessions;
import com.browseruse.temporal.activities.OrphanedTaskActivities.OpenSession;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionSearch;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStop;
import com.browseruse.temporal.activities.OrphanedTaskActivities.SessionStopResult;
import com.browseruse.temporal.activities.OrphanedTaskActivities.Verdict;
import com.browseruse.temporal.activities.internal.lists.TaskLists;
import com.browseruse.temporal.activities.internal.orphans.OwnerRules.Finding;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.client.BrowserUseException;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskMarkers;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the open sessions of workflows that have ended without closing them. Sessions carry no
 * marker; but the memo of a {@code RunBrowserSessionWorkflow} names its session.
 */
public final class OrphanedSessionSearch {
  /** So many open sessions are looked at; an account has ten when it is new. */
  private static final int MOST_PAGES = 10;

  /** So many are enough for one result, which a history has to hold. */
  private static final int ENOUGH = 50;

  /** More workflows than have ended since the oldest open session was opened. */
  private static final int MOST_WORKFLOWS = 10_000;

  private final BrowserUseClient client;
  private final TaskLists lists;
  private final WorkflowClient temporal;
  private final OwnerLookup owners;
  private final Supplier<Duration> left;

  /** Takes how long it may last. */
  public OrphanedSessionSearch(
      BrowserUseClient client,
      TaskLists lists,
      WorkflowClient temporal,
      OwnerLookup owners,
      Duration limit) {
    this.client = client;
    this.lists = lists;
    this.temporal = temporal;
    this.owners = owners;
    long end = System.nanoTime() + limit.toNanos();
    this.left = () -> Duration.ofNanos(end - System.nanoTime());
  }

  public FoundSessions find(SessionSearch input) {
    if (!client.supports(ApiFeature.SESSIONS)) {
      return new FoundSessions(List.of(), 0, null);
    }
    Map<String, Session> open = open();
    Map<String, String> owners;
    try {
      owners = owners(open);
    } catch (StatusRuntimeException e) {
      String code = e.getStatus().getCode().name();
      int stay = stay(open, Set.of());
      return new FoundSessions(
          List.of(), stay, stay == 0 ? null : "Temporal did not list its workflows (" + code + ")");
    }
    List<OpenSession> leftOpen = new ArrayList<>();
    owners.forEach(
        (id, workflowId) -> {
          Session session = Objects.requireNonNull(open.get(id));
          Finding finding = judge(workflowId, session, input.openedBefore());
          if (!finding.equals(OwnerRules.SESSION_ALIVE) && leftOpen.size() < ENOUGH) {
            leftOpen.add(
                new OpenSession(
                    id, workflowId, session.startedAt(), finding.verdict(), finding.reason()));
          }
        });
    return new FoundSessions(leftOpen, stay(open, owners.keySet()), null);
  }

  /** How many outlast their task; others are gone in a moment, unless they never had one. */
  private static int stay(Map<String, Session> open, Set<String> ours) {
    return (int)
        open.values().stream()
            .filter(
                session ->
                    !Boolean.FALSE.equals(session.keepAlive()) || ours.contains(session.id()))
            .count();
  }

  public SessionStopResult stop(SessionStop input) {
    Session session;
    try {
      session = client.sessions().get(input.sessionId());
    } catch (BrowserUseException.SessionNotFound e) {
      return new SessionStopResult(true, Verdict.ORPHAN, null);
    }
    if (session.hasStopped()) {
      return new SessionStopResult(true, Verdict.ORPHAN, null);
    }
    Finding finding = judge(input.workflowId(), session, input.openedBefore());
    return finding.verdict() == Verdict.ORPHAN
        ? new SessionStopResult(
            client.sessions().stop(session.id()).hasStopped(), Verdict.ORPHAN, null)
        : new SessionStopResult(false, finding.verdict(), finding.reason());
  }

  private Map<String, Session> open() {
    Map<String, Session> open = new LinkedHashMap<>();
    Session.Page page;
    int number = 0;
    do {
      page = client.sessions().list(new Session.Query(Session.ACTIVE, null, ++number));
      page.sessions().forEach(session -> open.put(session.id(), session));
    } while (page.hasNext() && number < MOST_PAGES);
    return open;
  }

  /** Which of the sessions a workflow has opened that is over; the newest such workflow counts. */
  private Map<String, String> owners(Map<String, Session> open) {
    Map<String, String> owners = new LinkedHashMap<>();
    Optional<Instant> oldest =
        open.values().stream()
            .map(Session::startedAt)
            .map(time -> time == null ? Instant.EPOCH : time)
            .min(Comparator.naturalOrder());
    if (oldest.isPresent()) {
      String query =
          "WorkflowType = '%s' AND ExecutionStatus NOT IN ('Running', 'ContinuedAsNew') AND CloseTime >= '%s'"
              .formatted(
                  TaskMarkers.SESSION_WORKFLOW_TYPE,
                  oldest.get().minus(OwnerRules.CLOCK_DIFFERENCE));
      try (Stream<WorkflowExecutionMetadata> ended = temporal.listExecutions(query)) {
        ended
            .limit(MOST_WORKFLOWS)
            .forEach(
                workflow -> {
                  if (session(workflow) instanceof String session && open.containsKey(session)) {
                    owners.putIfAbsent(session, workflow.getExecution().getWorkflowId());
                  }
                });
      }
    }
    return owners;
  }

  private static @Nullable Object session(WorkflowExecutionMetadata workflow) {
    try {
      return OwnerRules.memo(workflow, TaskMarkers.RUN_MEMO_SESSION_ID);
    } catch (RuntimeException e) {
      // Such as of a worker with another data converter: nobody can tell its session.
      return null;
    }
  }

  private Finding judge(String workflowId, Session session, Instant openedBefore) {
    Finding finding =
        OwnerRules.judgeAge(session.startedAt(), openedBefore)
            .orElseGet(
                () -> owners.ask(workflowId, owner -> OwnerRules.judgeSession(session, owner)));
    return finding.verdict() == Verdict.ORPHAN && isBusy(session)
        ? OwnerRules.SESSION_BUSY
        : finding;
  }

  /** Whoever runs a task in it may need it; a task that nobody owns is stopped first. */
  private boolean isBusy(Session session) {
    Task.Query tasks = new Task.Query(Task.Query.MAX_PAGE_SIZE, 1, session.id(), null, null, null);
    return lists.page(tasks, left).items().stream().anyMatch(task -> !task.hasEnded());
  }
}
