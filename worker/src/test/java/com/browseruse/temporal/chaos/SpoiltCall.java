package com.browseruse.temporal.chaos;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.testing.FaultBuilder;
import com.browseruse.temporal.testing.FaultDisconnect;
import com.browseruse.temporal.workflows.BrowserTaskOptions;
import com.browseruse.temporal.workflows.ProgressMode;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Which call to the API goes wrong, and what a run must be like to make it. */
enum SpoiltCall {
  CREATE(Stage.CREATE, Stage::onCreate, options -> options),
  LIST(Stage.LIST, Stage::onList, options -> options) {
    @Override
    void lead(Stage stage) {
      // Nobody reads the list unless a create was unclear.
      stage.spoil(Stage.onCreate().times(1).disconnect(FaultDisconnect.AFTER));
    }
  },
  LOOK(Stage.VIEW, Stage::onView, options -> options),
  STATUS(
      "GET /api/v2/tasks/{id}/status",
      () -> Fault.on("GET", "/status$"),
      options -> options.progress(ProgressMode.STATUS)),
  FETCH(Stage.VIEW, Stage::onView, options -> options.progress(ProgressMode.STATUS)),
  SESSION(
      "GET /api/v2/sessions/{id}",
      () -> Fault.on("GET", "/sessions/"),
      options -> options.exposeLiveUrl(true)),
  STOP("PATCH /api/v2/tasks/{id}", Stage::onStop, options -> options);

  final String route;
  final Supplier<FaultBuilder> fault;
  final UnaryOperator<BrowserTaskOptions.Builder> options;

  SpoiltCall(
      String route,
      Supplier<FaultBuilder> fault,
      UnaryOperator<BrowserTaskOptions.Builder> options) {
    this.route = route;
    this.fault = fault;
    this.options = options;
  }

  /** Sees to it that the call is made. */
  void lead(Stage stage) {}

  boolean onlyReads() {
    return this != CREATE && this != STOP;
  }
}
