package com.browseruse.temporal.artifacts;

import com.browseruse.temporal.artifacts.internal.ArtifactPaths;
import com.browseruse.temporal.artifacts.internal.Checksums;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps files for good. Write your own for another kind of storage; the built-in one is {@link
 * FolderArtifactStore}. A store is used by many threads, and by many processes.
 *
 * <p>A path is relative and made of safe names with {@code /} between them; {@link ArtifactPaths}
 * makes them.
 */
public interface ArtifactStore {

  /**
   * Looks for a file that is whole.
   *
   * @param path where it would be
   * @return the file, or empty if there is none or its content does not match its checksum
   * @throws IOException if the store cannot be read
   */
  Optional<Artifact> find(String path) throws IOException;

  /**
   * Starts to write a file. What is there under that path stays until the new file is complete.
   *
   * @param path where it will be
   * @param version what identifies the content of the source, such as an ETag: what was written of
   *     the same version is gone on with, what was written of another is discarded. Null begins
   *     anew and keeps nothing of what is not completed
   * @return what to write to; close it in any case
   * @throws IOException if the store cannot be written
   */
  ArtifactUpload open(String path, String version) throws IOException;

  /**
   * Keeps some bytes. If the same are there already, nothing is written.
   *
   * @param path where they will be
   * @param content the bytes
   * @return the file
   * @throws IOException if the store cannot be read or written
   */
  default Artifact put(String path, byte[] content) throws IOException {
    Optional<Artifact> there = find(path);
    if (there.isPresent() && there.get().sha256().equals(Checksums.of(content))) {
      return there.get();
    }
    try (ArtifactUpload upload = open(path, null)) {
      upload.write(content, 0, content.length);
      return upload.complete();
    }
  }
}
