package com.browseruse.temporal.artifacts.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The files that are not complete yet. Each belongs to one writer at a time, in this process and in
 * others: a worker that was given up may still be alive.
 */
public final class PartFiles {
  private static final int HASH = 16;
  private static final String SUFFIX = ".part";

  /**
   * The parts that this process writes. The lock of a file is its process's: to open a file a
   * second time and close it again would drop the lock that the first opener holds.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private PartFiles() {}

  /** Work that nobody else in the same root does meanwhile. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /** A part, its writer's alone until it lets go. */
  record Part(Path file, FileChannel channel, boolean isKept) {}

  /**
   * Runs short work: one at a time, in this process and in others. Parts are taken, renamed and
   * removed only so, since a writer that opens a part while it is renamed would write to a file
   * that is complete.
   */
  public static <T> T alone(Path root, Work<T> work) throws IOException {
    synchronized (HELD) {
      try (FileChannel channel = PrivateFiles.open(root.resolve(".lock"))) {
        channel.lock();
        return work.run();
      }
    }
  }

  /**
   * Takes the part of a file. Only within {@link #alone}.
   *
   * @param version which content it has; null for one that is not kept
   */
  static Part take(Path target, String version) throws IOException {
    String name = "." + hash(target.getFileName().toString()) + "-";
    Path wanted = target.resolveSibling(name + (version == null ? "" : hash(version)) + SUFFIX);
    removeOthers(target.getParent(), name, version == null ? null : wanted);
    if (version != null) {
      FileChannel channel = hold(wanted);
      if (channel != null) {
        return new Part(wanted, channel, true);
      }
    }
    // Somebody else is at work on it. Both will be whole, and the later one stays.
    Path own = target.resolveSibling(name + UUID.randomUUID() + SUFFIX);
    FileChannel channel = hold(own);
    if (channel == null) {
      throw new IOException("the file system gives no lock on a new file");
    }
    return new Part(own, channel, false);
  }

  /** Ends the hold, and removes a part that is of no use to anybody. */
  static void letGo(Part part) throws IOException {
    synchronized (HELD) {
      if (!HELD.remove(part.file())) {
        return;
      }
      if (!part.isKept()) {
        Files.deleteIfExists(part.file());
      }
      part.channel().close();
    }
  }

  private static void removeOthers(Path folder, String name, Path wanted) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, name + "*" + SUFFIX)) {
      for (Path part : parts) {
        if (part.equals(wanted)) {
          continue;
        }
        FileChannel unused = hold(part);
        if (unused != null) {
          letGo(new Part(part, unused, false));
        }
      }
    }
  }

  /** Gives null if somebody else has it. */
  private static FileChannel hold(Path part) throws IOException {
    if (HELD.contains(part)) {
      return null;
    }
    FileChannel channel = PrivateFiles.open(part);
    boolean held = false;
    try {
      held = channel.tryLock() != null;
    } finally {
      if (!held) {
        channel.close();
      }
    }
    if (held) {
      HELD.add(part);
    }
    return held ? channel : null;
  }

  private static String hash(String text) {
    return Checksums.of(text).substring(0, HASH);
  }
}
