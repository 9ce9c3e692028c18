package com.browseruse.temporal.worker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.worker.cli.Downloads.SavedFile;
import com.browseruse.temporal.worker.cli.view.Phrases;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.TemporalConnection;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.RunFiles;
import com.browseruse.temporal.worker.run.RunFiles.RunFile;
import com.browseruse.temporal.worker.run.Runs;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that download what a run left. */
final class DownloadCommands {
  private DownloadCommands() {}

  @Command(
      name = "files",
      header = "Downloads the files that a run left.",
      description = {
        "Into the current folder, or the one that -o names. What the run has collected is copied"
            + " from the artifact store, if that is on this machine; the rest comes from Browser"
            + " Use Cloud and needs BROWSER_USE_API_KEY. A name that would be no good here, or that"
            + " occurs twice, is changed.",
        "With --json: an array of name (the agent's), path, size (bytes), sha256; with --list an"
            + " array of names."
      },
      footer = {"", "Examples:", "  files milk-4711 -o downloads/", "  files milk-4711 report.csv"})
  static final class Files extends DownloadCommand {
    @Parameters(
        paramLabel = "ID [NAME...]",
        hideParamSyntax = true,
        description =
            "The id of the workflow, unless --task is given; and the files to download. Default:"
                + " all.")
    private List<String> arguments = List.of();

    @Option(names = "--list", description = "Only show the names of the files.")
    private boolean namesOnly;

    @Override
    int run() {
      String workflowId = taskId != null || arguments.isEmpty() ? null : arguments.get(0);
      try (RunFiles from = find(workflowId)) {
        Map<Path, RunFile> wanted =
            wanted(from, arguments.subList(workflowId == null ? 0 : 1, arguments.size()));
        if (namesOnly) {
          List<String> names = wanted.values().stream().map(RunFile::name).toList();
          output.print(context, names, () -> names.stream().map(PlainText::oneLine).toList());
          return ExitCode.OK;
        }
        List<String> problems = new ArrayList<>();
        List<SavedFile> saved = wanted.isEmpty() ? List.of() : save(wanted, problems);
        if (output.json) {
          context.printJson(saved);
        } else if (wanted.isEmpty()) {
          context.say("The task left no files.");
        }
        if (problems.isEmpty()) {
          return ExitCode.OK;
        }
        throw UserError.failed(
            problems.size() == 1
                ? problems.get(0)
                : "%s of %s could not be saved: %s"
                    .formatted(
                        problems.size(),
                        Phrases.count(wanted.size(), "file"),
                        String.join("; ", problems)));
      }
    }

    /** One file that is in the way does not keep the others from being saved. */
    private List<SavedFile> save(Map<Path, RunFile> wanted, List<String> problems) {
      List<SavedFile> saved = new ArrayList<>();
      try (Downloads downloads = new Downloads(context, target())) {
        for (Map.Entry<Path, RunFile> file : wanted.entrySet()) {
          try {
            saved.add(downloads.save(file.getValue(), file.getKey(), force, output.json));
          } catch (UserError e) {
            problems.add(e.getMessage());
            if (context.isInterrupted()) {
              break;
            }
          }
        }
      }
      return saved;
    }

    private Map<Path, RunFile> wanted(RunFiles from, List<String> names) {
      List<BrowserTaskFile> files = from.outputFiles();
      List<String> allNames = files.stream().map(BrowserTaskFile::fileName).toList();
      for (String name : names) {
        if (!allNames.contains(name)) {
          String listed = PlainText.oneLine(String.join(", ", allNames));
          throw UserError.failed(
              from.name() + " left no file " + name + (files.isEmpty() ? "" : ", but " + listed));
        }
      }
      // Of all names, so that a file is called the same whichever of them are wanted.
      List<String> safeNames = SafeNames.distinct(allNames);
      Map<Path, RunFile> wanted = new LinkedHashMap<>();
      for (int i = 0; i < files.size(); i++) {
        if (names.isEmpty() || names.contains(allNames.get(i))) {
          wanted.put(target().resolve(safeNames.get(i)), from.file(files.get(i)));
        }
      }
      return wanted;
    }
  }

  @Command(
      name = "logs",
      header = "Prints or downloads the log of a run's task.",
      description = {
        "On standard output, so that it can be piped; with -o, into that file, or into ID.log in"
            + " that folder. What the run has collected is copied from the artifact store, if that"
            + " is on this machine; else the log comes from Browser Use Cloud and needs"
            + " BROWSER_USE_API_KEY. Version 1 of the API has no logs.",
        "With --json the log is saved in any case, by default as ID.log in the current folder, and"
            + " one object tells name, path, size (bytes), sha256."
      },
      footer = {
        "",
        "Examples:",
        "  logs milk-4711 | less",
        "  logs --task c762e2f2-6594-4d42-adb4-2586a2ba1982 -o task.log"
      })
  static final class Logs extends DownloadCommand {
    @Parameters(
        arity = "0..1",
        paramLabel = "ID",
        description = "The id of the workflow, unless --task is given.")
    private @Nullable String workflowId;

    @Override
    int run() {
      try (RunFiles from = find(workflowId)) {
        RunFile log = from.log();
        if (output.json || !target.isEmpty()) {
          save(log);
        } else {
          printLog(log);
        }
        return ExitCode.OK;
      }
    }

    private void save(RunFile log) {
      boolean folder = target.isEmpty() || target.endsWith("/") || target().toFile().isDirectory();
      Path file = folder ? target().resolve(SafeNames.of(log.name())) : target();
      Path parent = file.toAbsolutePath().getParent();
      if (parent == null) {
        throw UserError.usage("--output must name a file, but is " + target);
      }
      try (Downloads downloads = new Downloads(context, parent)) {
        SavedFile saved = downloads.save(log, file, force, output.json);
        if (output.json) {
          context.printJson(saved);
        }
      }
    }

    /** Once it is there as a whole: half a log followed by an error would look like a log. */
    private void printLog(RunFile log) {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"));
      try (Downloads downloads = new Downloads(context, folder)) {
        Path copy = Path.of(downloads.fetch(log).uri());
        if (!context.outTerminal().live()) {
          java.nio.file.Files.copy(copy, context.out());
          context.out().flush();
          return;
        }
        // A page or a model wrote it, and must not steer the terminal.
        try (InputStream in = java.nio.file.Files.newInputStream(copy)) {
          BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            context.out().println(PlainText.lines(line));
          }
        }
      } catch (IOException e) {
        throw UserError.failed("The log cannot be written: " + UserError.rootMessage(e));
      }
    }
  }

  private abstract static class DownloadCommand extends CliCommand {
    @Option(
        names = "--task",
        paramLabel = "TASK_ID",
        description = "A remote task instead of a run; Temporal is not asked then.")
    @Nullable String taskId;

    @Option(
        names = "--force",
        description = "Replace a file of the same name that has other content.")
    boolean force;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "PATH",
        description = "Where to save. What is there is kept if it is the same, else see --force.")
    String target = "";

    @Mixin final Options.Json output = new Options.Json();

    /** Where to save, as the person said it; the current folder if they said nothing. */
    final Path target() {
      try {
        return Path.of(target);
      } catch (InvalidPathException e) {
        throw UserError.usage("--output must be a path, but is " + target);
      }
    }

    /** Finds what to download from; an error if not exactly one of run and task is named. */
    final RunFiles find(@Nullable String workflowId) {
      Settings settings = context.settings();
      if (taskId != null && workflowId == null) {
        Options.refuseBlank("--task", taskId);
        return RunFiles.ofTask(taskId, settings);
      }
      if (taskId != null || workflowId == null) {
        throw UserError.usage(
            "Say whose: give the ID of a workflow, or --task TASK_ID, but not both");
      }
      try (TemporalConnection temporal = context.connect()) {
        return context.during(
            "Asking for the run",
            () -> RunFiles.ofRun(Runs.find(temporal, workflowId), context.interrupted(), settings));
      }
    }
  }
}
