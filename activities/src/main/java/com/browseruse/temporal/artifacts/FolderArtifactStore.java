package com.browseruse.temporal.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.browseruse.temporal.artifacts.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import okio.BufferedSource;
import okio.HashingSource;
import okio.Okio;

/**
 * Keeps files in a folder. Beside each file is its SHA-256, as the program {@code sha256sum} writes
 * it: {@code sha256sum -c *.sha256} checks a folder. Files and folders can be read by their owner
 * only, where the platform has such permissions.
 *
 * <p>A file is written beside its place under another name ({@code .upload-*.tmp}), synced to the
 * disk and renamed. What a process that died has left of that kind is removed by the next upload to
 * the same folder and by the next start, once it is an hour old.
 *
 * <p>The folder may be shared by several processes and machines. Uploads of one path at the same
 * time do not mix; the last one stays.
 */
public final class FolderArtifactStore implements ArtifactStore {
  static final String CHECKSUM_SUFFIX = ".sha256";

  private static final int MAX_CHECKSUM_BYTES = 4096;

  private final Path root;

  private FolderArtifactStore(Path root) {
    this.root = root;
  }

  /**
   * Opens a folder, creates it if it is missing, and removes what uploads that were abandoned have
   * left in it.
   *
   * @param folder where to keep the files
   * @return the store
   * @throws IOException if it is no folder, or cannot be written
   */
  public static FolderArtifactStore at(Path folder) throws IOException {
    AtomicFile.createFolder(folder.toAbsolutePath().normalize());
    Path root = folder.toRealPath();
    // Better to fail when the process starts than once a task is paid for.
    new AtomicFile(root.resolve("probe")).close();
    AtomicFile.removeAbandoned(root, true);
    return new FolderArtifactStore(root);
  }

  @Override
  public Optional<Artifact> find(String path) throws IOException {
    Path file = resolve(path);
    Path folder = file.resolveSibling("");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    checkInside(folder);
    Path checksum = checksumOf(file);
    if (!isFile(file) || !isFile(checksum) || Files.size(checksum) > MAX_CHECKSUM_BYTES) {
      return Optional.empty();
    }
    try (HashingSource hashing =
            HashingSource.sha256(Okio.source(Files.newInputStream(file, NOFOLLOW_LINKS)));
        BufferedSource content = Okio.buffer(hashing)) {
      long size = content.readAll(Okio.blackhole());
      String sha256 = hashing.hash().hex();
      return new String(Files.readAllBytes(checksum), UTF_8).startsWith(sha256 + " ")
          ? Optional.of(new Artifact(file.toUri(), size, sha256))
          : Optional.empty();
    }
  }

  @Override
  public Upload open(String path) throws IOException {
    Path file = resolve(path);
    Path folder = root;
    for (Path name : root.relativize(file.resolveSibling(""))) {
      folder = folder.resolve(name);
      AtomicFile.createFolder(folder);
      checkInside(folder);
    }
    AtomicFile.removeAbandoned(folder, false);
    return new FolderUpload(file);
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

  private static Path checksumOf(Path file) {
    return file.resolveSibling(file.getFileName() + CHECKSUM_SUFFIX);
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, NOFOLLOW_LINKS);
  }

  private static final class FolderUpload implements Upload {
    private final Path file;
    private final AtomicFile content;

    FolderUpload(Path file) throws IOException {
      this.file = file;
      this.content = new AtomicFile(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      content.write(bytes, offset, length);
    }

    @Override
    public Artifact complete() throws IOException {
      String sha256 = content.sha256();
      // A safe name has neither a backslash nor a line break, which sha256sum would escape.
      byte[] line = (sha256 + "  " + file.getFileName() + "\n").getBytes(UTF_8);
      try (AtomicFile checksum = new AtomicFile(checksumOf(file))) {
        checksum.write(line, 0, line.length);
        // The checksum first: once the file is there under its name, it can be verified.
        AtomicFile.commit(checksum, content);
      }
      return new Artifact(file.toUri(), content.size(), sha256);
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
