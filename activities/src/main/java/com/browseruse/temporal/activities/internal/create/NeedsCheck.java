package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.internal.ActivityFailures;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import java.util.Arrays;
import java.util.Set;

/** Refuses, before money is spent, what could not be kept afterwards. */
public final class NeedsCheck {
  private final BrowserUseClient client;
  private final boolean hasStore;

  public NeedsCheck(BrowserUseClient client, boolean hasStore) {
    this.client = client;
    this.hasStore = hasStore;
  }

  /** Takes names of {@link ApiFeature}s; a newer workflow may know more of them. */
  public void check(Set<String> needs) {
    if (needs == null) {
      return;
    }
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
      if (!isKnown(need)) {
        throw ActivityFailures.invalid(
            "requires must hold needs that this worker knows, which is older than the workflow");
      }
    }
  }

  private static boolean isKnown(String need) {
    return need.equals(CreateBrowserTaskInput.ARTIFACT_STORE)
        || Arrays.stream(ApiFeature.values()).anyMatch(known -> known.name().equals(need));
  }
}
