package com.browseruse.temporal.worker.run;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactCopier;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.worker.config.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import com.browseruse.temporal.worker.run.RunFiles.RunFile;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
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
public final class Downloads implements AutoCloseable {
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration ABORT_LIMIT = Duration.ofSeconds(2);
  private static final String PLACE = "content";

  private final Display display;
  private final CompletableFuture<?> interrupted;
  private final Path folder;
  private final Path hidden;
  private final FolderArtifactStore store;
  private final ArtifactCopier copier;

  private volatile Progress progress = new Progress(0, -1);

  /** How much of a file is there, and how much there is in all, or -1 if that is not known. */
  public record Progress(long bytes, long total) {}

  /** Shows what goes on. */
  public interface Display {
    /** Shows the file that is being copied; the frame counts up. */
    void show(String name, Progress progress, Duration elapsed, int frame);

    /** Removes what was shown. */
    void clear();

    void warn(String sentence);
  }

  /** A file on this machine: the agent's name for it, where it is, absolute and as was asked. */
  public record SavedFile(
      String name,
      String path,
      long size,
      String sha256,
      @JsonIgnore Path target,
      @JsonIgnore boolean unchanged) {}

  private Downloads(Path folder, Display display, CompletableFuture<?> interrupted)
      throws IOException {
    this.display = display;
    this.interrupted = interrupted;
    this.folder = folder;
    this.hidden = Files.createTempDirectory(folder, ".browser-use-download-");
    this.store = FolderArtifactStore.at(hidden);
    // Whoever asks for a file at a terminal sees how large it is.
    this.copier = ArtifactCopier.create(store, Long.MAX_VALUE);
  }

  /** Prepares a folder, which is made if there is none. */
  public static Downloads into(Path folder, Display display, CompletableFuture<?> interrupted) {
    try {
      Files.createDirectories(folder.toAbsolutePath());
      return new Downloads(folder.toAbsolutePath(), display, interrupted);
    } catch (IOException e) {
      throw UserError.failed("No file can be written to the folder " + folder);
    }
  }

  /** Downloads a file under a safe name in the folder; the target is that place as was said. */
  public SavedFile save(RunFile file, String name, Path target, boolean force) {
    Artifact artifact = fetch(file);
    Path place = folder.resolve(name);
    try {
      boolean unchanged = isSame(place, artifact);
      if (!unchanged) {
        refuseToReplace(place, target, force);
        // Without the option it fails if somebody else has made a file meanwhile.
        CopyOption[] options = force ? new CopyOption[] {REPLACE_EXISTING} : new CopyOption[0];
        Files.move(Path.of(artifact.uri()), place, options);
      }
      return new SavedFile(
          file.name(), place.toString(), artifact.size(), artifact.sha256(), target, unchanged);
    } catch (IOException e) {
      throw UserError.failed(target + " cannot be written");
    }
  }

  /** Downloads a file to a place that is removed when this is closed. */
  public Artifact fetch(RunFile file) {
    Instant start = WaitClock.SYSTEM.now();
    progress = new Progress(0, -1);
    CompletableFuture<Artifact> copy = BackgroundPoll.async(() -> copy(file));
    CompletableFuture<?> over = CompletableFuture.anyOf(copy, interrupted);
    for (int frame = 0; !over.isDone(); frame++) {
      Duration elapsed = Duration.between(start, WaitClock.SYSTEM.now());
      display.show(file.name(), progress, elapsed, frame);
      WaitClock.SYSTEM.await(over, FRAME);
    }
    display.clear();
    if (interrupted.isDone() && (!copy.isDone() || copy.isCompletedExceptionally())) {
      copier.close();
      WaitClock.SYSTEM.await(copy, ABORT_LIMIT);
      throw UserError.failed("Interrupted: " + PlainText.oneLine(file.name()) + " is not saved");
    }
    try {
      Artifact artifact = copy.join();
      if (file.sha256() != null && !file.sha256().equals(artifact.sha256())) {
        throw UserError.failed(
            PlainText.oneLine(file.name())
                + " is not what the run has collected: its checksum is another one");
      }
      return artifact;
    } catch (CompletionException e) {
      throw UserError.of(e.getCause());
    }
  }

  private Artifact copy(RunFile file) {
    try {
      return file.copy(
          store,
          PLACE,
          copier,
          (bytes, total) -> {
            if (interrupted.isDone()) {
              throw new CancellationException();
            }
            progress = new Progress(bytes, total);
          });
    } catch (IOException | RuntimeException e) {
      String why =
          e instanceof IOException ? UserError.rootMessage(e) : UserError.of(e).getMessage();
      throw UserError.failed(PlainText.oneLine(file.name()) + " could not be downloaded: " + why);
    }
  }

  private static boolean isSame(Path place, Artifact artifact) throws IOException {
    return Files.isRegularFile(place)
        && Files.size(place) == artifact.size()
        && Files.mismatch(place, Path.of(artifact.uri())) < 0;
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
      display.warn("Note: the folder " + hidden + " could not be removed.");
    }
  }
}
