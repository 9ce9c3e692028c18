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

  /**
   * Looks up a file that is whole.
   *
   * @param path where it would be
   * @return the file, or empty if there is none or its content does not match its checksum
   * @throws IOException if the store cannot be read
   */
  Optional<Artifact> find(String path) throws IOException;

  /**
   * Starts to write a file from its beginning. What is there under that path stays until the new
   * file is complete. Several uploads of one path do not disturb each other: the last that
   * completes stays.
   *
   * @param path where it will be
   * @return what to write to; close it in any case
   * @throws IOException if the store cannot be written
   */
  Upload open(String path) throws IOException;

  /**
   * Keeps some bytes. If the same are there already, nothing is written.
   *
   * @param path where they will be
   * @param content the bytes
   * @return the file
   * @throws IOException if the store cannot be read or written
   */
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

    /**
     * Adds bytes at the end.
     *
     * @param bytes where they are
     * @param offset where they begin
     * @param length how many they are
     * @throws IOException if they could not be written
     */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Makes the file visible under its path, whole or not at all, in place of what was there.
     *
     * @return the file
     * @throws IOException if that failed; the path has no new file then
     */
    Artifact complete() throws IOException;

    /**
     * Ends the upload, and removes what was written unless it was completed.
     *
     * @throws IOException if it could not be removed; the path has no new file all the same
     */
    @Override
    void close() throws IOException;
  }
}
