package com.browseruse.temporal.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes keys that tell one create from every other. */
public final class CreateKeys {
  /** The one create of a run of {@code RunBrowserTaskWorkflow}. */
  private static final String ONLY = "create";

  private CreateKeys() {}

  /**
   * Makes the key of the one create of a run of {@code RunBrowserTaskWorkflow}. Tasks live on with
   * their keys, and the reaper compares: a release that made other keys would not know them again.
   *
   * @param namespace the namespace of the workflow
   * @param workflowId the workflow
   * @param runId its run
   * @return 64 hexadecimal digits
   */
  public static String ofRun(String namespace, String workflowId, String runId) {
    return of(namespace, workflowId, runId, ONLY);
  }

  /**
   * Makes the key of a create. The same arguments give the same key, and any other give another.
   *
   * @param namespace the namespace of the workflow
   * @param workflowId the workflow
   * @param runId its run; a reset run is another run, and never takes over what its predecessor
   *     made
   * @param create which create of this run, such as the activity's id
   * @return 64 hexadecimal digits
   */
  public static String of(String namespace, String workflowId, String runId, String create) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {namespace, workflowId, runId, create}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length keeps ("ab", "c") from looking like ("a", "bc").
        hash.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        hash.update(bytes);
      }
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
