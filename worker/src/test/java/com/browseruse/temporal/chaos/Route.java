package com.browseruse.temporal.chaos;

import com.browseruse.temporal.client.ApiVersion;
import com.browseruse.temporal.testing.Fault;

/** A call to the API, as the emulator names its route in each version. */
enum Route {
  CREATE("POST /api/v2/tasks", "POST /api/v1/run-task"),
  LIST("GET /api/v2/tasks", "GET /api/v1/tasks"),
  VIEW("GET /api/v2/tasks/{id}", "GET /api/v1/task/{id}"),
  STATUS("GET /api/v2/tasks/{id}/status", "GET /api/v1/task/{id}/status"),
  STOP("PATCH /api/v2/tasks/{id}", "PUT /api/v1/stop-task"),

  /** Only version 2 has sessions. */
  SESSION("GET /api/v2/sessions/{id}", null),
  OPEN("POST /api/v2/sessions", null);

  private final String version2;
  private final String version1;

  Route(String version2, String version1) {
    this.version2 = version2;
    this.version1 = version1;
  }

  String in(ApiVersion version) {
    return version == ApiVersion.V1 ? version1 : version2;
  }

  /** Starts a fault of this call. */
  Fault.Builder fault(ApiVersion version) {
    String[] route = in(version).split(" ");
    return Fault.on(route[0], "^" + route[1].replace("{id}", "[^/]+") + "$");
  }
}
