package com.browseruse.temporal.client;

import com.browseruse.temporal.task.Task;
import java.net.URI;

/**
 * Reads what a server has to offer in a process of its own with a small heap, and prints what came
 * of it: one line for each thing read.
 */
final class HeapProbe {
  private HeapProbe() {}

  /** Takes the server's address, the version and the tasks to read; {@code list} is the list. */
  public static void main(String[] arguments) {
    BrowserUseClientOptions options =
        BrowserUseClientOptions.newBuilder(Api.KEY)
            .baseUrl(URI.create(arguments[0]))
            .apiVersion(ApiVersion.valueOf(arguments[1]))
            .build();
    try (BrowserUseClient client = BrowserUseClient.create(options)) {
      for (int i = 2; i < arguments.length; i++) {
        System.out.println(arguments[i] + ": " + outcome(client, arguments[i]));
      }
    }
  }

  private static String outcome(BrowserUseClient client, String what) {
    try {
      if (what.equals("list")) {
        Task.Page page = client.listTasks(Task.Query.all());
        return page.items().size() + " items";
      }
      if (what.startsWith("state-")) {
        return client.getTaskSnapshot(what).status().word();
      }
      Task task = client.getTask(what);
      int output = task.output() == null ? 0 : task.output().length();
      return task.steps().size() + " steps, " + output + " characters";
    } catch (BrowserUseException e) {
      return e.getClass().getSimpleName();
    }
  }
}
