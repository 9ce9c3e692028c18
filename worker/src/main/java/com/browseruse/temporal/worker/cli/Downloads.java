package com.browseruse.temporal.worker.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactCopier;
import com.browseruse.temporal.artifacts.ArtifactStore.Upload;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.worker.cli.view.DownloadText;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.RunFiles.RunFile;
import com.browseruse.temporal.worker.run.WaitClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Brings what a run left to this machine, whole or not at all. It is written beside its target
 * first: what is there stays as it is until the new file is complete.
 */
final class Downloads implements AutoCloseable {
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration ABORT_LIMIT = Duration.ofSeconds(2);
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String PLACE = "content";

  private final CliContext context;
  private final Path folder;
  private final Path hidden;
  private final FolderArtifactStore store;
  private final ArtifactCopier copier;

  private volatile Progress progress = Progress.NONE;

  private record Progress(long bytes, long total) {
    private static final Progress NONE = new Progress(0, -1);
  }

  /** A file on this machine: the agent's name for it, and where it is. */
  record SavedFile(String name, String path, long size, String sha256) {}

  /** Prepares a folder, which is made if there is none. */
  Downloads(CliContext context, Path folder) {
    this.context = context;
    this.folder = folder.toAbsolutePath();
    try {
      Files.createDirectories(this.folder);
      hidden = Files.createTempDirectory(this.folder, ".browser-use-download-");
      store = FolderArtifactStore.at(hidden);
    } catch (IOException e) {
      throw UserError.failed("No file can be written to the folder " + folder);
    }
    // Whoever asks for a file at a terminal sees how large it is.
    copier = ArtifactCopier.create(store, Long.MAX_VALUE);
  }

  /** Downloads a file to a target in the folder; tells of it unless that is left to JSON. */
  SavedFile save(RunFile file, Path target, boolean force, boolean quiet) {
    Artifact artifact = fetch(file);
    Path place = folder.resolve(target.getFileName());
    try {
      boolean unchanged =
          Files.isRegularFile(place) && Files.mismatch(place, Path.of(artifact.uri())) < 0;
      if (!unchanged) {
        refuseToReplace(place, target, force);
        // Without the option it fails if somebody else has made a file meanwhile.
        CopyOption[] options = force ? new CopyOption[] {REPLACE_EXISTING} : new CopyOption[0];
        Files.move(Path.of(artifact.uri()), place, options);
      }
      if (!quiet) {
        DownloadText text = new DownloadText(context.outTerminal());
        context.out().println(text.saved(target, artifact.size(), unchanged));
      }
      return new SavedFile(file.name(), place.toString(), artifact.size(), artifact.sha256());
    } catch (IOException e) {
      throw UserError.failed(target + " cannot be written");
    }
  }

  /** Downloads a file to a place that is removed when this is closed. */
  Artifact fetch(RunFile file) {
    DownloadText text = new DownloadText(context.terminal());
    String name = PlainText.oneLine(file.name());
    Instant start = WaitClock.SYSTEM.now();
    progress = Progress.NONE;
    CompletableFuture<Artifact> copy = WaitClock.SYSTEM.async(() -> copy(file, name));
    CompletableFuture<?> over = CompletableFuture.anyOf(copy, context.interrupted());
    for (int frame = 0; !over.isDone(); frame++) {
      Progress now = progress;
      Duration elapsed = Duration.between(start, WaitClock.SYSTEM.now());
      context.statusLine().draw(text.now(name, now.bytes(), now.total(), elapsed, frame));
      WaitClock.SYSTEM.await(over, FRAME);
    }
    context.statusLine().clear();
    if (context.isInterrupted() && (!copy.isDone() || copy.isCompletedExceptionally())) {
      copier.close();
      WaitClock.SYSTEM.await(copy, ABORT_LIMIT);
      throw UserError.failed("Interrupted: " + name + " is not saved");
    }
    try {
      Artifact artifact = copy.join();
      if (file.sha256() != null && !file.sha256().equals(artifact.sha256())) {
        throw UserError.failed(
            name + " is not what the run has collected: its checksum is another one");
      }
      return artifact;
    } catch (CompletionException e) {
      throw UserError.of(e.getCause());
    }
  }

  private Artifact copy(RunFile file, String name) {
    try {
      return file.collected() == null
          ? copier.copy(PLACE, file.links(), this::report)
          : copyCollected(file.collected());
    } catch (IOException | RuntimeException e) {
      String why =
          e instanceof IOException ? UserError.rootMessage(e) : UserError.of(e).getMessage();
      throw UserError.failed(name + " could not be downloaded: " + why);
    }
  }

  private Artifact copyCollected(Path collected) throws IOException {
    long total = Files.size(collected);
    try (InputStream in = Files.newInputStream(collected);
        Upload upload = store.open(PLACE)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long bytes = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        upload.write(buffer, 0, n);
        bytes += n;
        report(bytes, total);
      }
      return upload.complete();
    }
  }

  private void report(long bytes, long total) {
    if (context.isInterrupted()) {
      throw new CancellationException();
    }
    progress = new Progress(bytes, total);
  }

  private static void refuseToReplace(Path place, Path target, boolean force) {
    if (Files.isDirectory(place)) {
      throw UserError.failed(target + " is a folder, where a file of that name should go");
    }
    if (!force && Files.exists(place)) {
      throw UserError.failed(
          target + " exists and is another file: --force replaces it, --output saves elsewhere");
    }
  }

  /** Removes what is not complete. */
  @Override
  public void close() {
    copier.close();
    try (Stream<Path> files = Files.walk(hidden)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      context.say("Note: the folder " + hidden + " could not be removed.");
    }
  }
}
