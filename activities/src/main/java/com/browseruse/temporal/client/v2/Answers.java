package com.browseruse.temporal.client.v2;

import com.browseruse.temporal.task.CreatedTask;
import com.browseruse.temporal.task.OutputFile;
import com.browseruse.temporal.task.Session;
import com.browseruse.temporal.task.Task;
import com.browseruse.temporal.task.TaskPage;
import com.browseruse.temporal.task.TaskQuery;
import com.browseruse.temporal.task.TaskState;
import com.browseruse.temporal.task.TaskStatus;
import com.browseruse.temporal.task.TaskStep;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns the server's JSON into the vocabulary. */
final class Answers {

  private static final Set<String> TASK_FIELDS =
      Set.of(
          "id",
          "sessionId",
          "llm",
          "task",
          "status",
          "createdAt",
          "startedAt",
          "finishedAt",
          "metadata",
          "steps",
          "outputFiles",
          "output",
          "isSuccess",
          "judgement",
          "judgeVerdict",
          "cost");

  private Answers() {}

  static CreatedTask created(JsonNode json) throws UnreadableAnswerException {
    Fields fields = new Fields(json);
    return new CreatedTask(fields.required("id"), fields.text("sessionId"));
  }

  static Task task(JsonNode json) throws UnreadableAnswerException {
    Fields fields = new Fields(json);
    return new Task(
        fields.required("id"),
        fields.text("sessionId"),
        fields.text("llm"),
        fields.text("task"),
        new TaskStatus(fields.required("status")),
        fields.instant("createdAt"),
        fields.instant("startedAt"),
        fields.instant("finishedAt"),
        fields.map("metadata"),
        steps(fields),
        outputFiles(fields),
        fields.text("output"),
        fields.bool("isSuccess"),
        fields.text("judgement"),
        fields.bool("judgeVerdict"),
        fields.decimal("cost"),
        fields.except(TASK_FIELDS));
  }

  static TaskState state(JsonNode json) throws UnreadableAnswerException {
    Fields fields = new Fields(json);
    return new TaskState(
        fields.required("id"),
        new TaskStatus(fields.required("status")),
        fields.text("output"),
        fields.instant("finishedAt"),
        fields.bool("isSuccess"),
        fields.decimal("cost"));
  }

  /**
   * Reads a page. Nothing is guessed about its end, and no item is skipped: whoever looks for a
   * task and is not shown all of them starts a second one.
   */
  static TaskPage page(JsonNode json, TaskQuery query) throws UnreadableAnswerException {
    Fields fields = new Fields(json);
    if (!json.path("items").isArray()) {
      throw new UnreadableAnswerException("the body has no list of items");
    }
    List<Task> tasks = new ArrayList<>();
    for (JsonNode item : fields.items("items")) {
      tasks.add(task(item));
    }
    Integer total = fields.integer("totalItems");
    if (total == null) {
      throw new UnreadableAnswerException("the body has no totalItems");
    }
    return new TaskPage(
        List.copyOf(tasks),
        total,
        positive(fields.integer("pageNumber"), query.pageNumber()),
        positive(fields.integer("pageSize"), query.pageSize()));
  }

  static Session session(JsonNode json) throws UnreadableAnswerException {
    Fields fields = new Fields(json);
    return new Session(
        fields.required("id"),
        fields.required("status"),
        fields.text("liveUrl"),
        fields.instant("startedAt"),
        fields.instant("finishedAt"));
  }

  /** Reads a link to download something; it must lead to a web server, and not into this host. */
  static URI downloadUrl(JsonNode json) throws UnreadableAnswerException {
    try {
      URI uri = new URI(new Fields(json).required("downloadUrl"));
      boolean web = "https".equalsIgnoreCase(uri.getScheme());
      if ((web || "http".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Falls through: the message would quote the link, and whoever has the link has the file.
    }
    throw new UnreadableAnswerException("the downloadUrl is no http or https address");
  }

  private static List<TaskStep> steps(Fields task) {
    List<TaskStep> steps = new ArrayList<>();
    for (JsonNode node : task.items("steps")) {
      Fields step = new Fields(node);
      steps.add(
          new TaskStep(
              positive(step.integer("number"), steps.size() + 1),
              step.textOrEmpty("nextGoal"),
              step.textOrEmpty("url"),
              step.textOrEmpty("memory"),
              step.textOrEmpty("evaluationPreviousGoal"),
              step.texts("actions"),
              step.text("screenshotUrl"),
              step.seconds("duration")));
    }
    return List.copyOf(steps);
  }

  private static List<OutputFile> outputFiles(Fields task) {
    List<OutputFile> files = new ArrayList<>();
    for (JsonNode node : task.items("outputFiles")) {
      Fields file = new Fields(node);
      // Without an id nobody can ask for the file.
      if (!file.textOrEmpty("id").isBlank()) {
        files.add(new OutputFile(file.text("id"), file.textOrEmpty("fileName")));
      }
    }
    return List.copyOf(files);
  }

  private static int positive(Integer value, int otherwise) {
    return value == null || value < 1 ? otherwise : value;
  }
}
