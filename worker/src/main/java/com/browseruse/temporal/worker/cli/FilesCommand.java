package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.worker.cli.view.DownloadText;
import com.browseruse.temporal.worker.cli.view.PlainText;
import com.browseruse.temporal.worker.cli.view.Words;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Cloud;
import com.browseruse.temporal.worker.run.Downloads;
import com.browseruse.temporal.worker.run.Leftover;
import com.browseruse.temporal.worker.run.SavedFile;
import com.browseruse.temporal.worker.run.TaskFiles;
import com.browseruse.temporal.workflows.BrowserTaskFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "files",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Downloads the files that a run left.",
    description = {
      "Into the current folder, or the one that -o names. What the run has collected is copied"
          + " from the artifact store, if that is on this machine; the rest comes from Browser Use"
          + " Cloud and needs BROWSER_USE_API_KEY. A name that would be no good here, or that"
          + " occurs twice, is changed.",
      "With --json: an array of name (the agent's), path, size (bytes), sha256."
    })
final class FilesCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private DownloadOptions download;
  @Mixin private JsonOption output;

  @Parameters(
      paramLabel = "ID [NAME...]",
      hideParamSyntax = true,
      description =
          "The id of the workflow, unless --task is given; and the files to download. Default:"
              + " all.")
  private List<String> arguments = List.of();

  FilesCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    Settings settings = host.settings();
    boolean byTask = download.taskId != null;
    String workflowId = byTask || arguments.isEmpty() ? null : arguments.get(0);
    List<String> names = arguments.subList(workflowId == null ? 0 : 1, arguments.size());
    TaskFiles from = download.find(host, workflowId);
    try (Cloud cloud = new Cloud(settings)) {
      List<BrowserTaskFile> files = from.outputFiles(cloud);
      checkNames(files, names, from.name());
      // All of them, so that a file is called the same whichever of them are wanted.
      List<String> safeNames =
          SafeNames.distinct(files.stream().map(BrowserTaskFile::fileName).toList());
      Map<String, Leftover> wanted = new LinkedHashMap<>();
      for (int i = 0; i < files.size(); i++) {
        if (names.isEmpty() || names.contains(files.get(i).fileName())) {
          wanted.put(safeNames.get(i), from.file(files.get(i), cloud));
        }
      }
      List<String> problems = new ArrayList<>();
      List<SavedFile> saved = wanted.isEmpty() ? List.of() : save(wanted, problems);
      if (output.json) {
        Json.print(host.out(), saved);
      } else if (wanted.isEmpty()) {
        host.say("The task left no files.");
      }
      if (problems.isEmpty()) {
        return ExitCodes.SUCCESS;
      }
      throw UserError.failed(sentence(problems, wanted.size()));
    }
  }

  private List<SavedFile> save(Map<String, Leftover> wanted, List<String> problems) {
    List<SavedFile> saved = new ArrayList<>();
    try (Downloads downloads = Downloads.into(host, download.output())) {
      for (Map.Entry<String, Leftover> file : wanted.entrySet()) {
        try {
          Path target = download.output().resolve(file.getKey());
          saved.add(downloads.save(file.getValue(), file.getKey(), target, download.force));
          tell(saved.get(saved.size() - 1));
        } catch (UserError e) {
          problems.add(e.getMessage());
          if (host.interrupt().isFired()) {
            break;
          }
        }
      }
    }
    return saved;
  }

  /** One file that is in the way does not keep the others from being saved. */
  private static String sentence(List<String> problems, int wanted) {
    return problems.size() == 1
        ? problems.get(0)
        : problems.size()
            + " of "
            + Words.count(wanted, "file")
            + " could not be saved: "
            + String.join("; ", problems);
  }

  private void tell(SavedFile file) {
    if (!output.json) {
      host.out()
          .println(
              new DownloadText(host.outTerminal())
                  .saved(file.target().toString(), file.size(), file.wasThere()));
    }
  }

  private static void checkNames(List<BrowserTaskFile> files, List<String> names, String whose) {
    for (String name : names) {
      if (files.stream().noneMatch(file -> name.equals(file.fileName()))) {
        throw UserError.failed(
            whose + " left no file " + name + (files.isEmpty() ? "" : ", but " + listed(files)));
      }
    }
  }

  private static String listed(List<BrowserTaskFile> files) {
    return files.stream()
        .map(file -> PlainText.oneLine(file.fileName()))
        .collect(Collectors.joining(", "));
  }
}
