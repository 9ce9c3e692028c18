package com.browseruse.temporal.chaos;

import com.browseruse.temporal.server.BuiltJar;
import com.browseruse.temporal.workflows.caller.BrowserTaskHandle;
import com.browseruse.temporal.workflows.caller.BrowserTasks;
import com.browseruse.temporal.workflows.caller.OnFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/** A service of its own that starts the task of each id that it is told, and says what it got. */
final class StartingProcess implements AutoCloseable {
  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader responses;

  private StartingProcess(Process process) {
    this.process = process;
    commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    responses =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static StartingProcess of(Testbed testbed) throws IOException {
    List<String> command = new ArrayList<>(List.of(BuiltJar.JAVA, "-Xmx128m"));
    command.addAll(BuiltJar.QUICK_START);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            StartingProcess.class.getName(),
            testbed.server().address(),
            testbed.taskQueue()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new StartingProcess(process);
  }

  void start(String id) {
    commands.println(id);
  }

  /**
   * What came of the last start: {@code true RUN_ID} if it made the run, else {@code false ...}.
   */
  String response() throws IOException {
    String line = responses.readLine();
    while (line != null && !line.startsWith("isNew ")) {
      line = responses.readLine();
    }
    return String.valueOf(line);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
    BrowserTasks tasks =
        BrowserTasks.newBuilder(WorkflowClient.newInstance(stubs)).taskQueue(arguments[1]).build();
    try (Scanner ids = new Scanner(System.in, StandardCharsets.UTF_8)) {
      while (ids.hasNextLine()) {
        BrowserTaskHandle run = tasks.start(ids.nextLine(), Inputs.quick(), OnFailure.START_ANEW);
        String runId = run.workflow().describe().getExecution().getRunId();
        System.out.println("isNew " + run.isNew() + " " + runId);
      }
    }
    stubs.shutdownNow();
  }
}
