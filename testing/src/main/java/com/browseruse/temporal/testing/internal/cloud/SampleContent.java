package com.browseruse.temporal.testing.internal.cloud;

import com.browseruse.temporal.testing.internal.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes up what a task shows: its steps, its output, its files. */
public final class SampleContent {
  /** A step with the fields of version 2; actions are JSON, the duration is in seconds. */
  public record Step(
      int number,
      String memory,
      String evaluationPreviousGoal,
      String nextGoal,
      String url,
      List<String> actions,
      double duration) {}

  private record Activity(String action, String parameter, String value, String goal) {}

  private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>)]+");
  private static final List<Activity> MIDDLE =
      List.of(
          new Activity(
              "click", "index", "4", "Accept the cookie notice so that the page is usable."),
          new Activity("input", "text", "search terms", "Search the site for what the task names."),
          new Activity("scroll", "pages", "1.0", "Scroll down to see the rest of the results."),
          new Activity("extract", "query", "key facts", "Read the facts that the task asks for."));

  private SampleContent() {}

  static Step step(TaskSpec spec, int number, Duration duration) {
    String start = startUrl(spec);
    Activity activity =
        number == 1
            ? new Activity("navigate", "url", start, "Open the start page.")
            : MIDDLE.get((number - 2) % MIDDLE.size());
    ObjectNode action = Json.object();
    action.putObject(activity.action()).put(activity.parameter(), activity.value());
    return new Step(
        number,
        number == 1 ? "Nothing done yet." : "Did " + (number - 1) + " step(s) so far.",
        number == 1 ? "No step before this one." : "Success: the last step did what it should.",
        activity.goal(),
        number == 1 ? start : start + (start.contains("?") ? "&" : "?") + "page=" + (number - 1),
        List.of(action.toString()),
        duration.toMillis() / 1000.0);
  }

  static String output(TaskSpec spec) {
    return spec.outputSchema() == null
        ? "Done. This is the emulator's answer: no browser was opened, and nothing was looked up."
        : new SampleValue(spec.outputSchema()).json().toString();
  }

  static List<TaskScript.OutputFile> files(TaskSpec spec) {
    String text = "# Summary\n\nWritten by the emulator for this task:\n\n> " + spec.task() + "\n";
    return List.of(TaskScript.OutputFile.text("summary.md", text));
  }

  private static String startUrl(TaskSpec spec) {
    if (spec.startUrl() != null && !spec.startUrl().isBlank()) {
      return spec.startUrl();
    }
    Matcher mentioned = URL.matcher(spec.task());
    return mentioned.find()
        ? mentioned.group().replaceAll("[.,;:!?]+$", "")
        : "https://shop.example/";
  }
}
