package com.browseruse.temporal.artifacts.internal;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import okio.Buffer;
import okio.HashingSink;
import okio.Okio;

/**
 * A file that appears under its name whole or not at all: written beside it under a name that is
 * this attempt's alone, synced and renamed. Only its owner can read it, where the platform has such
 * permissions.
 */
public final class AtomicFile implements Closeable {
  private static final String PREFIX = ".upload-";
  private static final String SUFFIX = ".tmp";

  /** No upload that is alive leaves its file alone for so long. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final HashingSink hash = HashingSink.sha256(Okio.blackhole());
  private long size;

  public AtomicFile(Path target) throws IOException {
    this.target = target;
    this.temporary = target.resolveSibling(PREFIX + UUID.randomUUID() + SUFFIX);
    this.channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(temporary, "rw-------"));
  }

  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    hash.write(new Buffer().write(bytes, offset, length), length);
    size += length;
  }

  public long size() {
    return size;
  }

  /** Of what is written; nothing may be added afterwards. */
  public String sha256() {
    return hash.hash().hex();
  }

  /** Puts two files of one folder in their places, in this order. */
  public static void commit(AtomicFile first, AtomicFile second) throws IOException {
    first.sync();
    second.sync();
    // So that the two of another thread do not come between.
    synchronized (AtomicFile.class) {
      first.rename();
      second.rename();
    }
    syncFolder(second.target.resolveSibling(""));
  }

  private void sync() throws IOException {
    channel.force(true);
    channel.close();
  }

  private void rename() throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes sure that a new name outlives a loss of power. */
  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // A platform that does not open folders does not need this either.
    }
  }

  /** Removes what was not put in its place. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Removes, as well as that works, what attempts that nobody ended have left. */
  public static void removeAbandoned(Path folder, boolean recursive) {
    long limit = System.currentTimeMillis() - ABANDONED_AFTER.toMillis();
    // Null if it cannot be read.
    File[] files = Objects.requireNonNullElse(folder.toFile().listFiles(), new File[0]);
    for (File file : files) {
      String name = file.getName();
      if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && file.lastModified() < limit) {
        // Fails without harm where another process was faster.
        file.delete();
      } else if (recursive && Files.isDirectory(file.toPath(), LinkOption.NOFOLLOW_LINKS)) {
        removeAbandoned(file.toPath(), true);
      }
    }
  }

  /** Creates a folder and those above it, as far as they are missing. */
  public static void createFolder(Path folder) throws IOException {
    // A link to a folder is a folder.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, "rwx------"));
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
