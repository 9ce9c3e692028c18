package com.browseruse.temporal.activities;

import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What to create.
 *
 * @param request what to ask the API for
 * @param secretRefs secrets by name, as references that the worker process resolves: {@code
 *     env:NAME} or {@code file:/path}. Null for none
 * @param createKey what marks the task as the one that this create made; must be unique to it. If
 *     null, it is made from the namespace, the workflow, the run and the activity
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CreateBrowserTaskInput(
    TaskRequest request, Map<String, String> secretRefs, String createKey) {}
