package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactCopier;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import com.browseruse.temporal.worker.cli.Host;
import com.browseruse.temporal.worker.cli.view.DownloadText;
import com.browseruse.temporal.worker.cli.view.PlainText;
import com.browseruse.temporal.worker.config.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final String PLACE = "content";

  private final Host host;
  private final DownloadText text;
  private final Path folder;
  private final Path hidden;
  private final FolderArtifactStore store;
  private final ArtifactCopier copier;

  /** What the thread that copies tells the one that shows it. */
  private record Amount(long bytes, long total) {}

  private volatile Amount amount;

  private Downloads(Host host, Path folder) throws IOException {
    this.host = host;
    this.text = new DownloadText(host.terminal());
    this.folder = folder;
    this.hidden = Files.createTempDirectory(folder, ".browser-use-download-");
    this.store = FolderArtifactStore.at(hidden);
    // Whoever asks for a file at a terminal sees how large it is.
    this.copier = ArtifactCopier.create(store, Long.MAX_VALUE);
  }

  /**
   * Prepares a folder.
   *
   * @param folder where the files shall be; made if there is none
   * @throws UserError if it cannot take files
   */
  public static Downloads into(Host host, Path folder) {
    try {
      Files.createDirectories(folder.toAbsolutePath());
      return new Downloads(host, folder.toAbsolutePath());
    } catch (IOException e) {
      throw UserError.failed("No file can be written to the folder " + folder);
    }
  }

  /**
   * Downloads a file under a name in the folder.
   *
   * @param name a name that is safe
   * @param target the same place, as the person said it
   * @param force whether to replace a file of other content
   * @throws UserError if it could not be downloaded, or if another file is in its place
   */
  public SavedFile save(Leftover leftover, String name, Path target, boolean force) {
    Artifact artifact = fetch(leftover);
    Path place = folder.resolve(name);
    try {
      boolean same = isSame(place, artifact);
      if (!same) {
        refuseToReplace(place, target, force);
        move(Path.of(artifact.uri()), place, force);
      }
      return new SavedFile(
          leftover.name(), place.toString(), artifact.size(), artifact.sha256(), target, same);
    } catch (IOException e) {
      throw UserError.failed(target + " cannot be written");
    }
  }

  /**
   * Downloads a file to a place that is removed when this is closed.
   *
   * @throws UserError if it could not be downloaded
   */
  public Artifact fetch(Leftover leftover) {
    Instant start = Ticker.SYSTEM.now();
    amount = new Amount(0, -1);
    CompletableFuture<Artifact> copy =
        CompletableFuture.supplyAsync(() -> copy(leftover), Daemons.EXECUTOR);
    CompletableFuture<?> news = CompletableFuture.anyOf(copy, host.interrupt().future());
    for (int frame = 0; !news.isDone(); frame++) {
      Amount now = amount;
      Duration elapsed = Duration.between(start, Ticker.SYSTEM.now());
      host.statusLine().draw(text.now(leftover.name(), now.bytes(), now.total(), elapsed, frame));
      Ticker.SYSTEM.await(news, FRAME);
    }
    host.statusLine().clear();
    if (!copy.isDone()) {
      copier.close();
      Ticker.SYSTEM.await(copy.handle((done, problem) -> null), LAST_WORDS);
      throw UserError.failed(
          "Interrupted: " + PlainText.oneLine(leftover.name()) + " is not saved");
    }
    try {
      Artifact artifact = copy.join();
      if (leftover.sha256() != null && !leftover.sha256().equals(artifact.sha256())) {
        throw UserError.failed(
            PlainText.oneLine(leftover.name())
                + " is not what the run has collected: its checksum is another one");
      }
      return artifact;
    } catch (CompletionException e) {
      throw failure(leftover, e.getCause());
    }
  }

  private Artifact copy(Leftover leftover) {
    try {
      return leftover.copy(
          store,
          PLACE,
          copier,
          (bytes, total) -> {
            if (host.interrupt().isFired()) {
              throw new CancellationException();
            }
            amount = new Amount(bytes, total);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UserError failure(Leftover leftover, Throwable problem) {
    if (problem instanceof UserError error) {
      return error;
    }
    return UserError.failed(
        PlainText.oneLine(leftover.name())
            + " could not be downloaded: "
            + Problems.explain(
                    problem instanceof UncheckedIOException io
                        ? UserError.failed(Problems.innermost(io.getCause()))
                        : problem)
                .getMessage());
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

  private static void move(Path from, Path to, boolean force) throws IOException {
    if (force) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } else {
      // Fails if somebody else has made one meanwhile.
      Files.move(from, to);
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
      host.say("Note: the folder " + hidden + " could not be removed.");
    }
  }
}
