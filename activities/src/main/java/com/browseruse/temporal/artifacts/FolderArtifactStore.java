package com.browseruse.temporal.artifacts;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.browseruse.temporal.artifacts.internal.Checksums;
import com.browseruse.temporal.artifacts.internal.FolderUpload;
import com.browseruse.temporal.artifacts.internal.PartFiles;
import com.browseruse.temporal.artifacts.internal.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Keeps files in a folder. Beside each file is its SHA-256, as the program {@code sha256sum} writes
 * it: {@code sha256sum -c *.sha256} checks a folder. Files and folders can be read by their owner
 * only, where the platform knows such a thing.
 *
 * <p>The folder may be shared by several processes and, if its file system has locks, by several
 * machines.
 */
public final class FolderArtifactStore implements ArtifactStore {
  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST_SUM = 4096;

  private final Path root;

  private FolderArtifactStore(Path root) {
    this.root = root;
  }

  /**
   * Opens a folder, and makes it if there is none.
   *
   * @param folder where to keep the files
   * @return the store
   * @throws IOException if it is no folder, or cannot be written
   */
  public static FolderArtifactStore at(Path folder) throws IOException {
    PrivateFiles.createDirectories(folder.toAbsolutePath().normalize());
    FolderArtifactStore store = new FolderArtifactStore(folder.toRealPath());
    // The first thing that an upload does; better to fail when the process starts.
    return PartFiles.alone(store.root, () -> store);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the path is not made of safe names
   */
  @Override
  public Optional<Artifact> find(String path) throws IOException {
    Path file = resolve(path);
    if (!Files.isDirectory(file.getParent())) {
      return Optional.empty();
    }
    checkInside(file.getParent());
    Path sum = file.resolveSibling(file.getFileName() + Checksums.SUFFIX);
    if (!isFile(file) || !isFile(sum) || Files.size(sum) > LONGEST_SUM) {
      return Optional.empty();
    }
    MessageDigest digest = Checksums.digest();
    long size = read(file, digest);
    String sha256 = Checksums.hex(digest);
    String line = new String(Files.readAllBytes(sum), StandardCharsets.UTF_8);
    return sha256.equals(Checksums.read(line))
        ? Optional.of(new Artifact(file.toUri(), size, sha256))
        : Optional.empty();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the path is not made of safe names
   */
  @Override
  public ArtifactUpload open(String path, String version) throws IOException {
    Path file = resolve(path);
    Path folder = root;
    for (Path name : root.relativize(file.getParent())) {
      folder = folder.resolve(name);
      PrivateFiles.createDirectory(folder);
      checkInside(folder);
    }
    return FolderUpload.open(root, file, version);
  }

  private Path resolve(String path) {
    List<String> names = List.of(path.split("/", -1));
    if (!names.stream().allMatch(SafeNames::isSafe)) {
      throw new IllegalArgumentException(
          "path must be made of safe names with / between them, and be relative");
    }
    return root.resolve(Path.of("", names.toArray(String[]::new)));
  }

  private void checkInside(Path folder) throws IOException {
    if (!folder.toRealPath().startsWith(root)) {
      throw new IOException(root.relativize(folder) + " leads out of the folder for artifacts");
    }
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, NOFOLLOW_LINKS);
  }

  private static long read(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
      }
      return size;
    }
  }
}
