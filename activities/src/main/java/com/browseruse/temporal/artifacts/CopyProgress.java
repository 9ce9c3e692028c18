package com.browseruse.temporal.artifacts;

/** Told how far a copy is, after every few kilobytes. What it throws ends the copy. */
@FunctionalInterface
public interface CopyProgress {

  /** Listens to nothing. */
  CopyProgress NONE = (bytes, total) -> {};

  /**
   * Hears how far the copy is.
   *
   * @param bytes how many are written, those of an earlier attempt included
   * @param total how many there are in all, or -1 if the storage does not say
   */
  void at(long bytes, long total);
}
