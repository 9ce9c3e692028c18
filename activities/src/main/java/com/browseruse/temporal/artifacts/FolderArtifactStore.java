package com.browseruse.temporal.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okio.Buffer;
import okio.BufferedSource;
import okio.HashingSink;
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
  private static final String TEMPORARY_PREFIX = ".upload-";
  private static final String TEMPORARY_SUFFIX = ".tmp";

  /** No upload that is alive leaves its file alone for so long. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final Path root;

  private FolderArtifactStore(Path root) {
    this.root = root;
  }

  /**
   * Opens a folder, creates it if it is missing, and removes what abandoned uploads have left.
   *
   * @throws IOException if it is no folder, or cannot be written
   */
  public static FolderArtifactStore at(Path folder) throws IOException {
    createFolder(folder.toAbsolutePath().normalize());
    Path root = folder.toRealPath();
    // Better to fail when the process starts than once a task is paid for.
    new FolderUpload(root.resolve("probe")).close();
    removeAbandoned(root, true);
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
      createFolder(folder);
      checkInside(folder);
    }
    removeAbandoned(folder, false);
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

  /** Removes, as well as that works, what attempts that nobody ended have left. */
  private static void removeAbandoned(Path folder, boolean recursive) {
    long limit = System.currentTimeMillis() - ABANDONED_AFTER.toMillis();
    // Null if it cannot be read.
    File[] files = Objects.requireNonNullElse(folder.toFile().listFiles(), new File[0]);
    for (File file : files) {
      String name = file.getName();
      if (name.startsWith(TEMPORARY_PREFIX)
          && name.endsWith(TEMPORARY_SUFFIX)
          && file.lastModified() < limit) {
        // Fails without harm where another process was faster.
        file.delete();
      } else if (recursive && Files.isDirectory(file.toPath(), NOFOLLOW_LINKS)) {
        removeAbandoned(file.toPath(), true);
      }
    }
  }

  /** Creates a folder and those above it, as far as they are missing. */
  private static void createFolder(Path folder) throws IOException {
    // A link to a folder is a folder.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, "rwx------"));
    }
  }

  /** Makes sure that a new name outlives a loss of power. */
  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // A platform that does not open folders does not need this either.
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * A file that is written beside its place, under a name that is this upload's alone, synced and
   * moved. Only its owner can read it, where the platform has such permissions.
   */
  private static final class FolderUpload implements Upload {
    private final Path file;
    private final Path temporary;
    private final FileChannel channel;
    private final HashingSink hash = HashingSink.sha256(Okio.blackhole());
    private long size;

    FolderUpload(Path file) throws IOException {
      this.file = file;
      this.temporary = file.resolveSibling(TEMPORARY_PREFIX + UUID.randomUUID() + TEMPORARY_SUFFIX);
      this.channel =
          FileChannel.open(
              temporary, Set.of(CREATE_NEW, WRITE), permissions(temporary, "rw-------"));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      hash.write(new Buffer().write(bytes, offset, length), length);
      size += length;
    }

    @Override
    public Artifact complete() throws IOException {
      String sha256 = hash.hash().hex();
      // A safe name has neither a backslash nor a line break, which sha256sum would escape.
      byte[] line = (sha256 + "  " + file.getFileName() + "\n").getBytes(UTF_8);
      try (FolderUpload checksum = new FolderUpload(checksumOf(file))) {
        checksum.write(line, 0, line.length);
        checksum.sync();
        sync();
        // The lock keeps the two files of another thread from coming between.
        synchronized (FolderArtifactStore.class) {
          // The checksum first: once the file is there under its name, it can be verified.
          checksum.move();
          move();
        }
      }
      syncFolder(file.resolveSibling(""));
      return new Artifact(file.toUri(), size, sha256);
    }

    private void sync() throws IOException {
      channel.force(true);
      channel.close();
    }

    private void move() throws IOException {
      Files.move(temporary, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }
}
