package com.browseruse.temporal.activities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities.UpdateBrowserTaskInput;
import com.browseruse.temporal.activities.BrowserUseActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskSnapshot;
import com.browseruse.temporal.task.TaskStatus;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slip in an activity's input fails it for good, by the name of the field. (temporal 2) */
class StrictInputsTest {
  private final BrowserTaskActivities typed = mock(BrowserTaskActivities.class);
  private final Object raw = BrowserUseActivities.implementations(typed)[0];

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "createBrowserTask|{'request':{'task':'x','maxSteps':'many'},'createKey':'k'}|request.maxSteps"
            + " must be a whole number",
        "createBrowserTask|{'request':{'task':'x','max_steps':5}}|request.max_steps is not a known"
            + " field",
        "createBrowserTask|{'request':'x'}|request must be an object",
        "createBrowserTask|{'request':{'task':'x'},'request':{'task':'y'}}|request must be given"
            + " only once",
        "createBrowserTask|{'request':{'task':'x'}} more|input must be JSON, which it is not at"
            + " line 1",
        "createBrowserTask|[]|input must be one JSON object",
        "createBrowserTask|'text'|input must be one JSON object",
        "createBrowserTask|7|input must be one JSON object",
        "createBrowserTask|null|input must be one JSON object",
        "updateBrowserTask|{'taskId':'t','action':'STOP'}|action must be one of stop,"
            + " stop_task_and_session, pause, resume",
        "updateBrowserTask|'explode'|input must be one JSON object",
        "getBrowserTaskStatus|'t'|input must be one JSON object",
        "getBrowserTaskStatus|null|input must be one JSON object",
        "getBrowserTaskStatus|{'taskId':5}|taskId must be text",
        "listBrowserTasks|{'status':5}|status must be",
        "listBrowserTasks|{'createdAfter':'yesterday'}|createdAfter must be",
        "listBrowserTasks|{'limit':1.5}|limit must be a whole number"
      })
  void whatCannotBeReadIsRefusedForGood(String method, String json, String words) throws Throwable {
    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> call(method, json(json.replace('\'', '"')), null));
    assertThat(failure.getType()).isEqualTo(FailureTypes.INVALID_REQUEST);
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage()).startsWith(words);
    verifyNoInteractions(typed);
  }

  /** (temporal 7, temporal 12) */
  @Test
  void noInputAnotherEncodingAndASecondArgumentAreRefused() throws Throwable {
    assertThat(refusal(null, null)).isEqualTo("input must be one JSON object");
    assertThat(refusal(raw("binary/null", ""), null)).isEqualTo("input must be one JSON object");
    assertThat(refusal(raw("binary/encrypted", "x"), null))
        .isEqualTo(
            "input must be JSON, but is encoded as binary/encrypted, which this worker cannot"
                + " read");
    assertThat(refusal(json("{\"taskId\":\"t\"}"), json("{}")))
        .isEqualTo("input must be one JSON object, without a second argument");
  }

  @Test
  void whatCanBeReadIsCalled() throws Throwable {
    TaskSnapshot seen = TaskSnapshot.of("t", TaskStatus.STARTED, null);
    when(typed.updateBrowserTask(any())).thenReturn(seen);
    assertThat(
            call(
                "updateBrowserTask",
                json("{\"taskId\":\"t\",\"action\":\"stop\",\"new\":1}"),
                null))
        .isEqualTo(seen);
    verify(typed).updateBrowserTask(new UpdateBrowserTaskInput("t", Task.Action.STOP));
  }

  @Test
  void everyActivityHasItsRawSide() {
    Map.of(
            BrowserTaskActivities.class, RawActivities.Tasks.class,
            BrowserSessionActivities.class, RawActivities.Sessions.class,
            OrphanedTaskActivities.class, RawActivities.Orphans.class)
        .forEach((type, raw) -> assertThat(names(raw)).isEqualTo(names(type)));
  }

  private static TreeSet<String> names(Class<?> type) {
    TreeSet<String> names = new TreeSet<>();
    Arrays.stream(type.getMethods()).map(Method::getName).forEach(names::add);
    return names;
  }

  private String refusal(RawValue input, RawValue rest) {
    return catchThrowableOfType(
            ApplicationFailure.class, () -> call("getBrowserTaskStatus", input, rest))
        .getOriginalMessage();
  }

  private Object call(String method, RawValue input, RawValue rest) throws Throwable {
    try {
      return RawActivities.Tasks.class
          .getMethod(method, RawValue.class, RawValue.class)
          .invoke(raw, input, rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static RawValue json(String json) {
    return raw("json/plain", json);
  }

  private static RawValue raw(String encoding, String data) {
    return new RawValue(
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8(encoding))
            .setData(ByteString.copyFromUtf8(data))
            .build());
  }
}
