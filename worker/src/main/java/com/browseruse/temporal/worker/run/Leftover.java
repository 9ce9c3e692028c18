package com.browseruse.temporal.worker.run;

import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactCopier;
import com.browseruse.temporal.artifacts.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that a run left, and the way to its content.
 *
 * @param name what it is called; others chose it
 * @param sha256 the SHA-256 that its content must have, or null if that is not known
 * @param kept where a worker has kept it; null if it has not, or if that cannot be read here
 * @param links asks for a link to it, which soon expires; null if it is kept
 */
public record Leftover(String name, String sha256, Path kept, Supplier<URI> links) {
  private static final int BUFFER = 64 * 1024;

  /** The file behind a link to an artifact, if it can be read on this machine. */
  public static Optional<Path> readable(String uri) {
    try {
      return Optional.ofNullable(uri)
          .filter(text -> text.startsWith("file:"))
          .map(text -> Path.of(URI.create(text)))
          .filter(Files::isRegularFile)
          .filter(Files::isReadable);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // A path of another machine.
      return Optional.empty();
    }
  }

  /** Copies the content to a place in a store. */
  public Artifact copy(
      ArtifactStore store, String place, ArtifactCopier copier, ArtifactCopier.Progress progress)
      throws IOException {
    if (kept == null) {
      return copier.copy(place, links, progress);
    }
    long total = Files.size(kept);
    try (InputStream in = Files.newInputStream(kept);
        ArtifactStore.Upload upload = store.open(place)) {
      byte[] buffer = new byte[BUFFER];
      long bytes = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        upload.write(buffer, 0, n);
        bytes += n;
        progress.report(bytes, total);
      }
      return upload.complete();
    }
  }
}
