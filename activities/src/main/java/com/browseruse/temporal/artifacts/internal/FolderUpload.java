package com.browseruse.temporal.artifacts.internal;

import com.browseruse.temporal.artifacts.Artifact;
import com.browseruse.temporal.artifacts.ArtifactUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/** Writes a part file, and renames it once it is whole. */
public final class FolderUpload implements ArtifactUpload {
  private static final int BUFFER = 64 * 1024;

  private final Path root;
  private final Path target;
  private final PartFiles.Part part;
  private final MessageDigest digest = Checksums.digest();
  private long position;

  private FolderUpload(Path root, Path target, PartFiles.Part part) {
    this.root = root;
    this.target = target;
    this.part = part;
  }

  public static FolderUpload open(Path root, Path target, String version) throws IOException {
    FolderUpload upload =
        new FolderUpload(
            root, target, PartFiles.alone(root, () -> PartFiles.take(target, version)));
    try {
      upload.readWhatIsThere();
      return upload;
    } catch (IOException e) {
      upload.close();
      throw e;
    }
  }

  /** Through the same channel: to close another one would drop the lock. */
  private void readWhatIsThere() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (part.channel().read(buffer) >= 0) {
      position += buffer.position();
      digest.update(buffer.flip());
      buffer.clear();
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) {
      part.channel().write(buffer);
    }
    digest.update(bytes, offset, length);
    position += length;
  }

  @Override
  public Artifact complete() throws IOException {
    part.channel().force(true);
    String sha256 = Checksums.hex(digest);
    String name = target.getFileName().toString();
    PartFiles.alone(
        root,
        () -> {
          // First the sum: once the file is there under its name, it can be verified.
          writeWhole(target.resolveSibling(name + Checksums.SUFFIX), Checksums.line(sha256, name));
          move(part.file(), target);
          PrivateFiles.sync(target.getParent());
          return null;
        });
    return new Artifact(target.toUri(), position, sha256);
  }

  private void writeWhole(Path file, String text) throws IOException {
    PartFiles.Part sum = PartFiles.take(file, null);
    try {
      sum.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      sum.channel().force(true);
      move(sum.file(), file);
    } finally {
      PartFiles.letGo(sum);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    FileChannel channel = part.channel();
    try {
      if (part.isKept() && channel.isOpen()) {
        channel.force(true);
      }
    } finally {
      PartFiles.letGo(part);
    }
  }
}
