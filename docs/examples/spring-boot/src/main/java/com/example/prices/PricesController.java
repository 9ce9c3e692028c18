package com.example.prices;

import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.BrowserTaskEvidence;
import com.browseruse.temporal.workflows.BrowserTaskProgress;
import com.browseruse.temporal.workflows.BrowserTaskResult;
import com.browseruse.temporal.workflows.caller.BrowserTaskException;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Finds prices. The name of an inquiry stands for one paid task, however often it is put. */
@RestController
class PricesController {
  private final BrowserTasks tasks;

  PricesController(BrowserTasks tasks) {
    this.tasks = tasks;
  }

  record Accepted(String inquiry, boolean isNew) {}

  @PutMapping("/prices/{inquiry}")
  Accepted start(@PathVariable String inquiry, @RequestParam String product) {
    return new Accepted(inquiry, tasks.start(inquiry, task(product)).isNew());
  }

  /** Looks at the task now. */
  @GetMapping("/prices/{inquiry}/progress")
  BrowserTaskProgress progress(@PathVariable String inquiry) {
    return tasks.find(inquiry).refresh();
  }

  /** Waits for the end. */
  @GetMapping("/prices/{inquiry}")
  BrowserTaskResult result(@PathVariable String inquiry) {
    return tasks.find(inquiry).result();
  }

  @DeleteMapping("/prices/{inquiry}")
  void cancel(@PathVariable String inquiry) {
    tasks.find(inquiry).cancel();
  }

  private static BrowserTask task(String product) {
    return BrowserTask.newBuilder("Find the price of " + product)
        .maxSteps(20)
        .timeout(Duration.ofMinutes(10))
        .maxCostUsd("0.50")
        .build();
  }

  record Failure(String type, String message, BrowserTaskEvidence evidence) {}

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_GATEWAY)
  Failure failed(BrowserTaskException e) {
    return new Failure(e.type(), e.getMessage(), e.evidence());
  }

  /** The name stands for another inquiry already. */
  @ExceptionHandler
  @ResponseStatus(HttpStatus.CONFLICT)
  String conflict(IllegalArgumentException e) {
    return e.getMessage();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String unknown(WorkflowNotFoundException e) {
    return "There is no such inquiry.";
  }
}
