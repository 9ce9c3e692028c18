package com.browseruse.temporal.worker.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs events that are in their canonical form already. */
final class Signed {
  static final String SECRET = "whsec_test";

  private Signed() {}

  /** An event of a task in its canonical form; {@code metadata} too. */
  static String event(String taskId, String status, String metadata) {
    return ("{\"payload\":{\"metadata\":%s,\"status\":\"%s\",\"task_id\":\"%s\"},\"timestamp\":"
            + "\"2026-11-26T09:00:00Z\",\"type\":\"agent.task.status_update\"}")
        .formatted(metadata, status, taskId);
  }

  /** The metadata of a task that a run has made. */
  static String madeBy(String namespace, String workflowId) {
    return "{\"temporal_namespace\":\"%s\",\"temporal_workflow_id\":\"%s\"}"
        .formatted(namespace, workflowId);
  }

  static String signature(String timestamp, String canonical) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] text = (timestamp + "." + canonical).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
