package com.browseruse.temporal.artifacts;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import okio.ByteString;

/**
 * Keeps files for good. Write your own for another kind of storage; the built-in one is {@link
 * FolderArtifactStore}. A store is used by many threads and by many processes at once.
 *
 * <p>A path is relative and consists of safe names (see {@link SafeNames}) with {@code /} between
 * them. Of a task are kept {@code <taskId>/logs.txt}, {@code <taskId>/output.txt} and {@code
 * <taskId>/files/<name>}. The built-in store refuses another path with an {@link
 * IllegalArgumentException}.
 */
public interface ArtifactStore {
  /** {@return the file at a path; empty if there is none, or it does not match its checksum} */
  Optional<Artifact> find(String path) throws IOException;

  /**
   * Starts to write a file from its beginning; close the upload in any case. What is there under
   * that path stays until the new file is complete. Several uploads of one path do not disturb each
   * other: the last that completes stays.
   */
  Upload open(String path) throws IOException;

  /** Keeps some bytes. If the same are there already, nothing is written. */
  default Artifact put(String path, byte[] content) throws IOException {
    Optional<Artifact> existing = find(path);
    if (existing.isPresent()
        && existing.get().sha256().equals(ByteString.of(content).sha256().hex())) {
      return existing.get();
    }
    try (Upload upload = open(path)) {
      upload.write(content, 0, content.length);
      return upload.complete();
    }
  }

  /** A file on its way into a store. Used by one thread. */
  interface Upload extends Closeable {
    /** Adds so many bytes, from an offset in an array, at the end. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Makes the file visible under its path, whole or not at all, in place of what was there. */
    Artifact complete() throws IOException;

    /** Ends the upload, and removes what was written unless it was completed. */
    @Override
    void close() throws IOException;
  }
}
