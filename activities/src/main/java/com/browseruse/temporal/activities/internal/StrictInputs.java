package com.browseruse.temporal.activities.internal;

import com.browseruse.temporal.activities.BrowserSessionActivities;
import com.browseruse.temporal.activities.BrowserTaskActivities;
import com.browseruse.temporal.activities.OrphanedTaskActivities;
import com.browseruse.temporal.activities.TaskWatchActivities;
import com.browseruse.temporal.activities.internal.results.ActivityFailures;
import com.browseruse.temporal.task.StrictJson;
import com.google.protobuf.ByteString;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.RawValue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inputs of activities strictly, and refuses for good, by the name of the field, what
 * cannot be read.
 */
public final class StrictInputs implements InvocationHandler {
  private static final Map<Class<?>, Class<?>> RAW =
      Map.of(
          BrowserTaskActivities.class, RawActivities.Tasks.class,
          BrowserSessionActivities.class, RawActivities.Sessions.class,
          OrphanedTaskActivities.class, RawActivities.Orphans.class,
          TaskWatchActivities.class, RawActivities.Watch.class);

  private final Class<?> type;
  private final Object activities;

  private StrictInputs(Class<?> type, Object activities) {
    this.type = type;
    this.activities = activities;
  }

  /** Makes what is to be registered of activities of ours, or of anything in their place. */
  public static Object[] around(Object... activities) {
    return Arrays.stream(activities).map(StrictInputs::around).toArray();
  }

  private static Object around(Object activities) {
    for (Map.Entry<Class<?>, Class<?>> entry : RAW.entrySet()) {
      if (entry.getKey().isInstance(activities)) {
        return Proxy.newProxyInstance(
            StrictInputs.class.getClassLoader(),
            new Class<?>[] {entry.getValue()},
            new StrictInputs(entry.getKey(), activities));
      }
    }
    return activities;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      if (method.getDeclaringClass() == Object.class) {
        return method.invoke(activities, arguments);
      }
      Method typed = typed(method.getName());
      return typed.getParameterCount() == 0
          ? typed.invoke(activities)
          : typed.invoke(activities, read(arguments, typed.getParameterTypes()[0]));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Method typed(String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Object read(Object @Nullable [] arguments, Class<?> type) {
    try {
      Object input = arguments == null ? null : json((RawValue) arguments[0]);
      if (!(input instanceof Map)) {
        throw new IllegalArgumentException("input must be one JSON object");
      }
      if (arguments != null && json((RawValue) arguments[1]) != null) {
        throw new IllegalArgumentException(
            "input must be one JSON object, without a second argument");
      }
      StrictJson.checkNumbers(input);
      return StrictJson.convert(input, type, "");
    } catch (IllegalArgumentException e) {
      throw ActivityFailures.invalid(e.getMessage());
    }
  }

  private static @Nullable Object json(@Nullable RawValue raw) {
    return raw == null
        ? null
        : StrictJson.parse(
            raw.getPayload()
                .getMetadataOrDefault(EncodingKeys.METADATA_ENCODING_KEY, ByteString.EMPTY)
                .toStringUtf8(),
            raw.getPayload().getData().toByteArray());
  }
}
