package com.browseruse.temporal.client.internal.v2;

import com.browseruse.temporal.client.internal.http.Json;
import com.browseruse.temporal.client.internal.http.RequestBodies;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Turns the vocabulary into the server's JSON. */
final class V2Requests {
  /**
   * What only version 1 calls so. The service skips a field that it does not know, and a request
   * would silently mean something else.
   */
  private static final Set<String> FIELDS_OF_VERSION_1 =
      Set.of(
          "allowed_domains",
          "browser_profile_id",
          "save_browser_data",
          "structured_output_json",
          "llm_model",
          "use_adblock",
          "use_proxy",
          "proxy_country_code",
          "highlight_elements",
          "included_file_names",
          "browser_viewport_width",
          "browser_viewport_height",
          "max_agent_steps",
          "enable_public_share");

  private V2Requests() {}

  /** The vocabulary has the names of version 2. What it sets replaces an extra field. */
  static JsonNode create(TaskRequest request) {
    RequestBodies.refuseForeign(request.extra(), FIELDS_OF_VERSION_1, 2);
    return RequestBodies.extra(request.extra()).setAll(RequestBodies.fields(request));
  }

  static JsonNode session(Session.Request request) {
    return RequestBodies.extra(request.extra()).setAll(RequestBodies.fields(request));
  }

  /** The body that stops, pauses or resumes a task, or stops a session. */
  static JsonNode action(Task.Action action) {
    return Json.MAPPER.createObjectNode().set("action", Json.MAPPER.valueToTree(action));
  }
}
