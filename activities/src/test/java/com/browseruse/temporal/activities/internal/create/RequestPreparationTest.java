package com.browseruse.temporal.activities.internal.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserTaskActivities.CreateBrowserTaskInput;
import com.browseruse.temporal.client.ApiFeature;
import com.browseruse.temporal.client.BrowserUseClient;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.TaskMarkers;
import com.browseruse.temporal.task.TaskRequest;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPreparationTest {
  private static final String SECRET = "hunter2";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SHOP_LOGIN", SECRET,
          "EMPTY", "",
          "BROWSER_USE_API_KEY", "bu_worker",
          "TEMPORAL_API_KEY", "temporal_worker");
  private static final Map<String, String> MARKERS =
      Map.of(TaskMarkers.NAMESPACE, "default", TaskMarkers.CREATE_KEY, "key");

  private final BrowserUseClient client = mock(BrowserUseClient.class);
  private final TaskRequest plain = TaskRequest.newBuilder("Log in").build();
  private final TaskRequest literal =
      TaskRequest.newBuilder("Log in").secrets(Map.of("password", SECRET)).build();

  private static TaskRequest prepare(
      boolean allowPlaintext, TaskRequest request, Map<String, String> refs) {
    return new RequestPreparation(
            mock(BrowserUseClient.class), false, allowPlaintext, ENVIRONMENT::get)
        .prepare(new CreateBrowserTaskInput(request, refs, null, null, null), MARKERS);
  }

  private static String refusal(
      boolean allowPlaintext, TaskRequest request, Map<String, String> refs) {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> prepare(allowPlaintext, request, refs));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).doesNotContain(SECRET, "bu_worker", "temporal_worker");
    return failure.getOriginalMessage();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " \n"})
  void anEmptyTaskIsRefused(String task) {
    assertThat(refusal(false, TaskRequest.newBuilder(task).build(), null))
        .startsWith("task must be given");
  }

  @Test
  void aMissingRequestIsRefused() {
    assertThat(refusal(false, null, null)).startsWith("task must be given");
  }

  @Test
  void literalSecretsAreRefusedUnlessAllowed() {
    assertThat(refusal(false, literal, null)).startsWith("secrets must not be given in plain text");
    assertThat(prepare(true, literal, null).secrets()).containsEntry("password", SECRET);
  }

  @Test
  void noLiteralSecretsNeedNoPermission() {
    assertThat(prepare(false, plain.toBuilder().secrets(Map.of()).build(), null).secrets())
        .isEmpty();
    assertThat(prepare(false, plain, Map.of()).secrets()).isNull();
  }

  @Test
  void literalSecretsMustNotHideInExtra() {
    TaskRequest hidden =
        plain.toBuilder().extra(Map.of("secrets", Map.of("password", SECRET))).build();
    assertThat(refusal(false, hidden, null)).startsWith("extra.secrets must be given as secrets");
    assertThat(refusal(true, hidden, null)).startsWith("extra.secrets must be given as secrets");
  }

  @Test
  void referencesAreResolvedBesideLiteralSecrets() {
    assertThat(prepare(true, literal, Map.of("login", "env:SHOP_LOGIN")).secrets())
        .containsOnly(Map.entry("password", SECRET), Map.entry("login", SECRET));
    assertThat(prepare(false, plain, Map.of("login", "env:SHOP_LOGIN")).secrets())
        .containsOnly(Map.entry("login", SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT_THERE", "EMPTY"})
  void whatIsNotSetIsNamed(String variable) {
    assertThat(refusal(false, plain, Map.of("login", "env:" + variable)))
        .isEqualTo(
            "secretRefs.login refers to env:"
                + variable
                + ", which is not set where the worker runs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BROWSER_USE_API_KEY", "BROWSER_USE_ANYTHING", "TEMPORAL_API_KEY"})
  void theWorkersOwnSettingsAreNoSecretsOfATask(String variable) {
    assertThat(refusal(false, plain, Map.of("login", "env:" + variable)))
        .isEqualTo("secretRefs.login must not refer to a setting of the worker itself");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {SECRET, "env:", "file:", "file:/", "file:relative", "ENV:SHOP_LOGIN", ""})
  void whatIsNoReferenceIsRefusedWithoutShowingIt(String reference) {
    Map<String, String> refs = new LinkedHashMap<>();
    refs.put("login", reference);
    assertThat(refusal(false, plain, refs))
        .isEqualTo("secretRefs.login must be env:NAME or file:/absolute/path");
  }

  @Test
  void markersJoinTheUsersMetadata() {
    TaskRequest labelled = plain.toBuilder().metadata(Map.of("team", "shop")).build();
    assertThat(prepare(false, labelled, null).metadata())
        .containsOnly(
            Map.entry("team", "shop"),
            Map.entry(TaskMarkers.NAMESPACE, "default"),
            Map.entry(TaskMarkers.CREATE_KEY, "key"));
    assertThat(labelled.metadata()).hasSize(1);
  }

  @Test
  void markersCannotBeForged() {
    TaskRequest forged = plain.toBuilder().metadata(Map.of(TaskMarkers.CREATE_KEY, "x")).build();
    assertThat(refusal(false, forged, null))
        .startsWith("metadata.temporal_create_key is set by the plugin");
  }

  @Test
  void theRestOfTheRequestStaysAsItIs() {
    TaskRequest request = SampleRequests.full().toBuilder().secrets(null).build();
    TaskRequest prepared = prepare(false, request, null);
    assertThat(prepared.toBuilder().metadata(request.metadata()).build()).isEqualTo(request);
  }

  private void check(boolean hasStore, String... needs) {
    new RequestPreparation(client, hasStore, false, ENVIRONMENT::get)
        .prepare(new CreateBrowserTaskInput(plain, null, null, Set.of(needs), null), MARKERS);
  }

  @ParameterizedTest
  @CsvSource({
    "TASK_COST, options.maxCostUsd needs the cost of a task",
    "TASK_LOGS, options.collect.logs needs the logs of a task",
    "ARTIFACT_STORE, BROWSER_USE_ARTIFACTS",
    "TELEPATHY, requires must hold needs that this worker knows"
  })
  void whatIsNotToBeHadIsRefusedByTheNameOfItsOption(String need, String words) {
    assertThatThrownBy(() -> check(false, need))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
              assertThat(failure.isNonRetryable()).isTrue();
            })
        .hasMessageContaining(words);
  }

  @Test
  void whatIsToBeHadIsAccepted() {
    when(client.supports(ApiFeature.TASK_COST)).thenReturn(true);
    when(client.supports(ApiFeature.TASK_LOGS)).thenReturn(true);
    assertThatCode(() -> check(true, "TASK_COST", "TASK_LOGS", "ARTIFACT_STORE"))
        .doesNotThrowAnyException();
  }

  @Test
  void whoNeedsNothingIsAccepted() {
    assertThatCode(() -> check(false)).doesNotThrowAnyException();
  }

  private static ActivityInfo activity(String activityRunId) {
    ActivityInfo info = mock(ActivityInfo.class);
    when(info.getNamespace()).thenReturn("shop");
    when(info.getActivityId()).thenReturn("milk");
    when(info.getActivityRunId()).thenReturn(activityRunId);
    return info;
  }

  @Test
  void insideAWorkflowTheKeyNeverChangesBetweenReleases() {
    ActivityInfo info = activity(null);
    when(info.isInWorkflow()).thenReturn(true);
    when(info.getWorkflowId()).thenReturn("workflow");
    when(info.getWorkflowRunId()).thenReturn("run");
    assertThat(RequestPreparation.createKey(info))
        .isEqualTo(TaskMarkers.createKey("shop", "workflow", "run", "milk"));
  }

  @Test
  void anActivityOnItsOwnThatIsStartedAgainUnderTheSameIdHasAnotherKey() {
    String key = RequestPreparation.createKey(activity("first"));
    assertThat(RequestPreparation.createKey(activity("first"))).isEqualTo(key);
    assertThat(RequestPreparation.createKey(activity("second"))).isNotEqualTo(key);
    assertThat(RequestPreparation.createKey(activity(null))).isNotEqualTo(key);
  }
}
