package com.browseruse.temporal.artifacts;

import java.io.Closeable;
import java.io.IOException;

/** A file on its way into a store. Used by one thread. */
public interface ArtifactUpload extends Closeable {

  /**
   * Tells how much is there, what an earlier upload has left included.
   *
   * @return the number of bytes; the next one written follows them
   */
  long position();

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
   * @throws IOException if that failed; nothing is visible then
   */
  Artifact complete() throws IOException;

  /**
   * Lets go of the file. What was not completed is kept for the next upload of the same version, if
   * one was given.
   *
   * @throws IOException if what was written may not be kept
   */
  @Override
  void close() throws IOException;
}
