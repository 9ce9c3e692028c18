package com.browseruse.temporal.artifacts.internal;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner can read, where the platform knows such a thing. */
public final class PrivateFiles {
  private static final Set<OpenOption> OPEN =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          NOFOLLOW_LINKS);

  private PrivateFiles() {}

  /** Opens a file, and makes it if there is none. A link is not followed. */
  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, OPEN, only(file, "rw-------"));
  }

  public static void createDirectory(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, only(folder, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  public static void createDirectories(Path folder) throws IOException {
    if (folder.getParent() != null && !Files.isDirectory(folder.getParent())) {
      createDirectories(folder.getParent());
    }
    createDirectory(folder);
  }

  /** Makes sure that a new name in a folder outlives a loss of power. */
  static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every platform opens a folder; then it does not need this either.
      return;
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
