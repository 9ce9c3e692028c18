package com.browseruse.temporal.activities;

import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to create.
 *
 * @param request what to ask the API for
 * @param secretRefs secrets by name, as references that the worker process resolves: {@code
 *     env:NAME} or {@code file:/path}. Null for none
 * @param createKey what marks the task as the one that this create made; must be unique to it. If
 *     null, it is made from the namespace, the workflow, the run and the activity; of an activity
 *     without a workflow, from the namespace, its id and its run
 * @param requires what the run needs beyond a task, as names of {@link ApiFeature}s and {@link
 *     #ARTIFACT_STORE}; the create is refused where one of them is not to be had. Null for nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateBrowserTaskInput(
    @JsonProperty("request") TaskRequest request,
    @JsonProperty("secretRefs") @Nullable Map<String, String> secretRefs,
    @JsonProperty("createKey") @Nullable String createKey,
    @JsonProperty("requires") @Nullable Set<String> requires) {

  /** In {@code requires}: a place on the worker's side to copy files to. */
  public static final String ARTIFACT_STORE = "ARTIFACT_STORE";
}
