package com.browseruse.temporal.workflows.internal.run;

import com.browseruse.temporal.activities.BrowserTaskActivities.BrowserTaskView;
import com.browseruse.temporal.activities.BrowserTaskActivities.CollectedArtifact;
import com.browseruse.temporal.activities.BrowserTaskActivities.CreatedBrowserTask;
import com.browseruse.temporal.activities.BrowserTaskActivities.FoundBrowserTasks;
import com.browseruse.temporal.task.FailureTypes;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.TaskSnapshot;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ActivityFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Activities whose results are complete. Anybody may complete an activity by hand, with null or an
 * empty object: that is a failure of the activity, and must not fail each task of the workflow.
 */
final class CheckedActivities {
  private CheckedActivities() {}

  static <T> T of(Class<T> activities, T stub) {
    return activities.cast(
        Proxy.newProxyInstance(
            activities.getClassLoader(),
            new Class<?>[] {activities},
            (proxy, method, arguments) -> call(stub, method, arguments)));
  }

  private static @Nullable Object call(Object stub, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object result;
    try {
      result = method.invoke(stub, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof DataConverterException ? unusable(method) : e.getCause();
    }
    if (method.getReturnType() != void.class && !isComplete(result)) {
      throw unusable(method);
    }
    return result;
  }

  private static boolean isComplete(@Nullable Object result) {
    if (result instanceof CreatedBrowserTask task) {
      return task.taskId() != null && task.creation() != null;
    }
    if (result instanceof TaskSnapshot task) {
      return task.status() != null;
    }
    if (result instanceof BrowserTaskView task) {
      return task.taskId() != null && task.status() != null;
    }
    if (result instanceof Session session) {
      return session.id() != null && session.status() != null;
    }
    if (result instanceof FoundBrowserTasks found) {
      return found.tasks() != null
          && found.tasks().stream().allMatch(CheckedActivities::isComplete);
    }
    return result instanceof CollectedArtifact artifact ? artifact.uri() != null : result != null;
  }

  private static ActivityFailure unusable(Method method) {
    String type =
        method.getName().substring(0, 1).toUpperCase(Locale.ROOT) + method.getName().substring(1);
    return new ActivityFailure(
        type + " failed",
        0,
        0,
        type,
        "",
        RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
        "",
        Failures.of(
            FailureTypes.UNEXPECTED_RESPONSE,
            type + " was completed with a result that cannot be used"));
  }
}
