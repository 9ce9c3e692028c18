package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import io.temporal.activity.ActivityInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a request what must not come from the workflow's history: resolved secrets, and the
 * markers. Refuses, before money is spent, what could not be kept afterwards.
 */
public final class RequestPreparation {
  private final BrowserUseClient client;
  private final boolean hasStore;
  private final boolean allowPlaintextSecrets;
  private final UnaryOperator<@Nullable String> environment;

  public RequestPreparation(
      BrowserUseClient client,
      boolean hasStore,
      boolean allowPlaintextSecrets,
      UnaryOperator<@Nullable String> environment) {
    this.client = client;
    this.hasStore = hasStore;
    this.allowPlaintextSecrets = allowPlaintextSecrets;
    this.environment = environment;
  }

  /**
   * The key of a create whose caller gave none. An activity on its own has a run too: its id may be
   * used again.
   */
  public static String createKey(ActivityInfo info) {
    String run = info.isInWorkflow() ? info.getWorkflowRunId() : info.getActivityRunId();
    return TaskMarkers.createKey(
        info.getNamespace(),
        String.valueOf(info.getWorkflowId()),
        String.valueOf(run),
        info.getActivityId());
  }

  public static Map<String, String> markers(ActivityInfo info, String createKey) {
    Map<String, String> markers = new LinkedHashMap<>();
    if (info.isInWorkflow()) {
      // An activity on its own has no workflow that could be asked whether it still wants the task.
      markers.put(TaskMarkers.NAMESPACE, info.getNamespace());
      markers.put(TaskMarkers.WORKFLOW_ID, info.getWorkflowId());
    }
    markers.put(TaskMarkers.CREATE_KEY, createKey);
    return markers;
  }

  public TaskRequest prepare(CreateBrowserTaskInput input, Map<String, String> markers) {
    if (input.requires() != null) {
      checkNeeds(input.requires());
    }
    TaskRequest request = input.request();
    if (request == null) {
      throw ActivityFailures.invalid("task must be given and not be empty");
    }
    try {
      request.check();
    } catch (IllegalArgumentException e) {
      throw ActivityFailures.invalid(e.getMessage());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    if (request.metadata() != null) {
      metadata.putAll(request.metadata());
    }
    metadata.putAll(markers);
    return request.toBuilder().metadata(metadata).secrets(secrets(input)).build();
  }

  /** Takes names of {@link ApiFeature}s; a newer workflow may know more of them. */
  private void checkNeeds(Set<String> needs) {
    if (needs.contains(ApiFeature.TASK_COST.name()) && !client.supports(ApiFeature.TASK_COST)) {
      throw ActivityFailures.invalid(
          "options.maxCostUsd needs the cost of a task, which this version of the API does not"
              + " tell");
    }
    if (needs.contains(ApiFeature.TASK_LOGS.name()) && !client.supports(ApiFeature.TASK_LOGS)) {
      throw ActivityFailures.invalid(
          "options.collect.logs needs the logs of a task, which this version of the API does not"
              + " give");
    }
    if (needs.contains(CreateBrowserTaskInput.ARTIFACT_STORE) && !hasStore) {
      throw ActivityFailures.invalid(
          "options.collect needs an artifact store, which this worker does not have: set"
              + " BROWSER_USE_ARTIFACTS to a folder");
    }
    for (String need : needs) {
      if (!need.equals(CreateBrowserTaskInput.ARTIFACT_STORE)
          && Arrays.stream(ApiFeature.values()).noneMatch(known -> known.name().equals(need))) {
        throw ActivityFailures.invalid(
            "requires must hold needs that this worker knows, which is older than the workflow");
      }
    }
  }

  private @Nullable Map<String, String> secrets(CreateBrowserTaskInput input) {
    Map<String, String> literal = input.request().secrets();
    if (literal != null && !literal.isEmpty() && !allowPlaintextSecrets) {
      throw ActivityFailures.invalid(
          "secrets must not be given in plain text, since they stay in the history: "
              + "use secretRefs, or allow them with BROWSER_USE_ALLOW_PLAINTEXT_SECRETS=true");
    }
    if (input.secretRefs() == null || input.secretRefs().isEmpty()) {
      return literal;
    }
    Map<String, String> secrets = new LinkedHashMap<>(literal == null ? Map.of() : literal);
    input
        .secretRefs()
        .forEach(
            (name, reference) -> {
              try {
                secrets.put(name, SecretRef.resolve(reference, environment));
              } catch (IllegalArgumentException e) {
                throw ActivityFailures.invalid("secretRefs." + name + " " + e.getMessage());
              }
            });
    return secrets;
  }
}
