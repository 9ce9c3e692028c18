package com.browseruse.temporal.workflows.internal.input;

import static com.browseruse.temporal.workflows.internal.input.InputJson.check;

import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.StrictJson;
import com.browseruse.temporal.workflows.StopScope;
import com.browseruse.temporal.workflows.internal.json.PlainJson;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.temporal.common.converter.RawValue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a session is asked for; in JSON one flat object: the fields of the API's request, {@code
 * tasks} and {@code options}.
 */
public record SessionJson(
    Session.Request request, List<InputJson> tasks, SessionOptionsJson options) {
  /** More is a batch. */
  private static final int MOST_TASKS = 100;

  private static final String TASKS = "tasks";
  private static final String OPTIONS = "options";

  private static final Set<String> KNOWN =
      Stream.concat(
              Arrays.stream(Session.Request.class.getRecordComponents())
                  .map(RecordComponent::getName),
              Stream.of(TASKS, OPTIONS))
          .collect(Collectors.toUnmodifiableSet());

  public static final SessionJson NONE =
      new SessionJson(
          new Session.Request(null, null, null, null, null, null, null, null, null),
          List.of(),
          SessionOptionsJson.NONE);

  public SessionJson {
    tasks = List.copyOf(tasks);
    check(
        tasks.size() <= MOST_TASKS,
        "tasks must have at most " + MOST_TASKS + " entries, but has " + tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      String problem = problemInSession(tasks.get(i));
      check(problem == null, "tasks[" + i + "]." + problem);
    }
    check(
        options.idleTimeout() == null || !options.idleTimeout().isZero() || !tasks.isEmpty(),
        "options.idleTimeout can be zero only with tasks: the session would close at once");
    Map<String, Object> extra = request.extra();
    if (extra != null) {
      // A null is more than nothing there, such as no proxy.
      extra.forEach(
          (name, value) ->
              check(
                  value == null || !KNOWN.contains(name),
                  "extra." + name + " must be given as " + name + ", which is a known field"));
    }
  }

  /** Says why a task cannot be one of a session, beginning with its field; or gives null. */
  public static @Nullable String problemInSession(InputJson task) {
    if (task.taskId() != null) {
      return "taskId must not be given: a session runs tasks that it makes itself";
    }
    if (task.request().sessionId() != null) {
      return "sessionId must not be given: the task runs in this session";
    }
    if (task.request().sessionSettings() != null) {
      return "sessionSettings must not be given: the session is open already";
    }
    return task.options().stopScope() == StopScope.TASK_AND_SESSION
        ? "options.stopScope must be TASK: the session outlasts its tasks"
        : null;
  }

  /** Reads an input past the data converter, whose failures retry the workflow task for ever. */
  public static SessionJson read(@Nullable RawValue raw) {
    InputReader.checkSize(raw == null ? 0 : raw.getPayload().getData().size());
    return read(InputReader.json(raw));
  }

  /** Takes what any mapper has made of the JSON. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SessionJson readAny(@Nullable Object json) {
    return read(StrictJson.plain(json));
  }

  /** Reads an input; refuses one that is not acceptable with a message that names the field. */
  public static SessionJson read(@Nullable Object json) {
    Map<String, Object> rest = InputReader.fields(json, "input must be one JSON object");
    Object options = rest.remove(OPTIONS);
    Object tasks = rest.remove(TASKS);
    StrictJson.checkNumbers(json);
    return new SessionJson(
        StrictJson.convert(rest, Session.Request.class, ""),
        tasks == null ? List.of() : tasks(tasks),
        options == null
            ? SessionOptionsJson.NONE
            : StrictJson.convert(options, SessionOptionsJson.class, OPTIONS));
  }

  private static List<InputJson> tasks(Object json) {
    if (!(json instanceof List<?> list)) {
      throw new IllegalArgumentException("tasks must be a list");
    }
    List<InputJson> tasks = new ArrayList<>();
    for (Object task : list) {
      String path = "tasks[" + tasks.size() + "]";
      try {
        tasks.add(InputReader.read(task));
      } catch (IllegalArgumentException e) {
        String problem = String.valueOf(e.getMessage());
        throw new IllegalArgumentException(
            problem.startsWith("input ")
                ? path + problem.substring("input".length())
                : path + "." + problem,
            e);
      }
    }
    return tasks;
  }

  @JsonValue
  public Map<String, Object> write() {
    Map<String, Object> json = PlainJson.fields(request);
    if (!tasks.isEmpty()) {
      json.put(TASKS, tasks.stream().map(InputJson::write).toList());
    }
    if (!options.equals(SessionOptionsJson.NONE)) {
      json.put(OPTIONS, PlainJson.fields(options));
    }
    return json;
  }
}
