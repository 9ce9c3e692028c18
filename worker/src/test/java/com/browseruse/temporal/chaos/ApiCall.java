package com.browseruse.temporal.chaos;

import com.browseruse.temporal.testing.Fault;
import com.browseruse.temporal.workflows.BrowserTask;
import com.browseruse.temporal.workflows.ProgressMode;
import java.util.function.UnaryOperator;

/** Which call to the API goes wrong, and what a run must be like to make it. */
enum ApiCall {
  CREATE(Route.CREATE, options -> options),
  LIST(Route.LIST, options -> options) {
    @Override
    void prepare(Testbed testbed) {
      // Nobody reads the list unless a create was unclear.
      testbed.addFault(testbed.on(Route.CREATE).times(1).disconnect(Fault.Disconnect.AFTER));
    }
  },

  /** Only the list of version 2 tells whose a task is; with version 1 each task is read. */
  READ_OF_A_LISTED_TASK(Route.VIEW, options -> options) {
    @Override
    void prepare(Testbed testbed) {
      LIST.prepare(testbed);
    }
  },
  POLL(Route.VIEW, options -> options),
  STATUS(Route.STATUS, options -> options.progress(ProgressMode.STATUS)),
  RESULT(Route.VIEW, options -> options.progress(ProgressMode.STATUS)),
  SESSION(Route.SESSION, options -> options.exposeLiveUrl(true)),
  STOP(Route.STOP, options -> options);

  final Route route;
  final UnaryOperator<BrowserTask.Builder> options;

  ApiCall(Route route, UnaryOperator<BrowserTask.Builder> options) {
    this.route = route;
    this.options = options;
  }

  /** Sees to it that the call is made. */
  void prepare(Testbed testbed) {}

  boolean onlyReads() {
    return this != CREATE && this != STOP;
  }
}
