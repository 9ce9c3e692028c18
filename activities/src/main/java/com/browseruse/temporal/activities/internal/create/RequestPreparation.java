package com.browseruse.temporal.activities.internal.create;

import com.browseruse.temporal.activities.CreateBrowserTaskInput;
import com.browseruse.temporal.activities.internal.ActivityFailures;
import com.browseruse.temporal.task.SecretRef;
import com.browseruse.temporal.task.TaskRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Adds to a request what must not come from the workflow's history: resolved secrets, and the
 * markers.
 */
public final class RequestPreparation {
  /** The name that the API has for them. */
  private static final String SECRETS = "secrets";

  private final boolean allowPlaintextSecrets;
  private final UnaryOperator<String> environment;

  public RequestPreparation(boolean allowPlaintextSecrets, UnaryOperator<String> environment) {
    this.allowPlaintextSecrets = allowPlaintextSecrets;
    this.environment = environment;
  }

  public TaskRequest prepare(CreateBrowserTaskInput input, Map<String, String> markers) {
    TaskRequest request = input.request();
    if (request == null || request.task() == null || request.task().isBlank()) {
      throw ActivityFailures.invalid("task must be given and not be empty");
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    if (request.metadata() != null) {
      metadata.putAll(request.metadata());
    }
    metadata.putAll(markers);
    return request.toBuilder().metadata(metadata).secrets(secrets(input)).build();
  }

  private Map<String, String> secrets(CreateBrowserTaskInput input) {
    Map<String, String> literal = input.request().secrets();
    boolean hidden =
        input.request().extra() != null && input.request().extra().get(SECRETS) != null;
    boolean given = literal != null && !literal.isEmpty();
    if ((given || hidden) && !allowPlaintextSecrets) {
      throw ActivityFailures.invalid(
          "secrets must not be given in plain text, since they stay in the history: "
              + "use secretRefs, or allow them with BROWSER_USE_ALLOW_PLAINTEXT_SECRETS=true");
    }
    if (input.secretRefs() == null || input.secretRefs().isEmpty()) {
      return literal;
    }
    Map<String, String> secrets = new LinkedHashMap<>(literal == null ? Map.of() : literal);
    input
        .secretRefs()
        .forEach(
            (name, reference) -> {
              try {
                secrets.put(name, SecretRef.resolve(reference, environment));
              } catch (IllegalArgumentException e) {
                throw ActivityFailures.invalid("secretRefs." + name + " " + e.getMessage());
              }
            });
    return secrets;
  }
}
