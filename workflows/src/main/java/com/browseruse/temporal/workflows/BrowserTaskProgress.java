package com.browseruse.temporal.workflows;

import com.browseruse.temporal.task.LastStep;
import com.browseruse.temporal.task.TaskStatus;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/**
 * Where a run is, as its last look at the task saw it.
 *
 * @param taskId the task, or null before it was created
 * @param sessionId its session, or null
 * @param status its status in the server's words, or null before the first look
 * @param stepCount how many steps there were
 * @param lastStep the newest step, or null
 * @param costUsd the cost so far in US dollars, a decimal in plain notation, or null if unknown
 * @param liveUrl where a person can watch the browser; only if the run was told to expose it
 * @param polls how often the run has looked
 * @param deadline when the run gives up; null only if its input was refused
 * @param phase where the run is
 * @param stop what became of the task that the run stopped; null as long as it stopped none
 * @param createdAt when the run created the task, or null before
 * @param result what the task answered, if it had finished before the run could stop it; else null
 * @param publicShareUrl where anybody can see the outcome, or null if it is not shared; only if the
 *     run was told to expose its links
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record BrowserTaskProgress(
    String taskId,
    String sessionId,
    TaskStatus status,
    int stepCount,
    LastStep lastStep,
    String costUsd,
    String liveUrl,
    int polls,
    Instant deadline,
    BrowserTaskPhase phase,
    StopOutcome stop,
    Instant createdAt,
    BrowserTaskResult result,
    String publicShareUrl) {}
