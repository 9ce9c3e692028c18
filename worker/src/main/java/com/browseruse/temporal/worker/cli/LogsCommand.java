package com.browseruse.temporal.worker.cli;

import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.SafeNames;
import com.browseruse.temporal.worker.cli.view.DownloadText;
import com.browseruse.temporal.worker.cli.view.PlainText;
import com.browseruse.temporal.worker.config.ExitCodes;
import com.browseruse.temporal.worker.config.Settings;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.Cloud;
import com.browseruse.temporal.worker.run.Downloads;
import com.browseruse.temporal.worker.run.Leftover;
import com.browseruse.temporal.worker.run.Problems;
import com.browseruse.temporal.worker.run.SavedFile;
import com.browseruse.temporal.worker.run.TaskFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    header = "Prints or downloads the log of a run's task.",
    description = {
      "On standard output, so that it can be piped; with -o, into that file, or into ID.log in"
          + " that folder. What the run has collected is copied from the artifact store, if that is"
          + " on this machine; else the log comes from Browser Use Cloud and needs"
          + " BROWSER_USE_API_KEY. Version 1 of the API has no logs.",
      "With --json the log is saved in any case, by default as ID.log in the current folder, and"
          + " one object tells name, path, size (bytes), sha256."
    })
final class LogsCommand implements Callable<Integer> {
  private final Host host;
  @Mixin private DownloadOptions download;
  @Mixin private JsonOption output;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The id of the workflow, unless --task is given.")
  private String workflowId;

  LogsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Logging.quiet();
    Settings settings = host.settings();
    TaskFiles from = download.find(host, workflowId);
    try (Cloud cloud = new Cloud(settings)) {
      Leftover log = from.log(cloud);
      if (output.json || download.hasOutput()) {
        save(log);
      } else {
        print(log);
      }
      return ExitCodes.SUCCESS;
    }
  }

  private void save(Leftover log) {
    Path target =
        download.hasOutput() && !download.isFolder()
            ? download.output()
            : download.output().resolve(SafeNames.of(log.name()));
    Path folder = target.toAbsolutePath().getParent();
    try (Downloads downloads = Downloads.into(host, folder)) {
      SavedFile file = downloads.save(log, target.getFileName().toString(), target, download.force);
      if (output.json) {
        Json.print(host.out(), file);
      } else {
        host.out()
            .println(
                new DownloadText(host.outTerminal())
                    .saved(target.toString(), file.size(), file.wasThere()));
      }
    }
  }

  /** Once it is there as a whole: half a log followed by an error would look like a log. */
  private void print(Leftover log) {
    try (Downloads downloads =
        Downloads.into(host, Path.of(System.getProperty("java.io.tmpdir")))) {
      Artifact artifact = downloads.fetch(log);
      if (!host.outTerminal().live()) {
        Files.copy(Path.of(artifact.uri()), host.out());
        host.out().flush();
        return;
      }
      // A page or a model wrote it, and must not steer the terminal.
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  Files.newInputStream(Path.of(artifact.uri())), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          host.out().println(PlainText.lines(line));
        }
      }
    } catch (IOException e) {
      throw UserError.failed("The log cannot be written: " + Problems.innermost(e));
    }
  }
}
