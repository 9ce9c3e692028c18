package com.browseruse.temporal.worker.config;

import com.browseruse.temporal.artifacts.ArtifactStore;
import com.browseruse.temporal.artifacts.FolderArtifactStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The folder that the artifact store of a worker is in. */
public final class ArtifactFolder {
  /** One letter alone is a drive of Windows. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private ArtifactFolder() {}

  /**
   * Reads the setting.
   *
   * @param value a folder, or a {@code file:} URI
   * @return the folder, which need not exist yet
   * @throws UserError if it is neither
   */
  public static Path read(String value) {
    try {
      if (value.startsWith("file:")) {
        return Path.of(URI.create(value)).normalize();
      }
      if (!SCHEME.matcher(value).matches()) {
        return Path.of(value).toAbsolutePath().normalize();
      }
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      // Told below.
    }
    throw UserError.usage(
        Settings.ARTIFACTS
            + " must be a folder or a file: URI of one on this machine, such as /var/artifacts or"
            + " file:///var/artifacts, but is "
            + value);
  }

  /**
   * Opens the store in a folder, which is made if it is missing: better to fail now than once a
   * task is paid for whose files it shall take.
   *
   * @param folder the folder, or null
   * @return the store, or null for null
   * @throws UserError if the folder cannot be created or written to
   */
  public static ArtifactStore open(Path folder) {
    try {
      return folder == null ? null : FolderArtifactStore.at(folder);
    } catch (IOException e) {
      throw UserError.usage(
          Settings.ARTIFACTS
              + " must be a folder that can be created and written to, but "
              + folder
              + (Files.isDirectory(folder)
                  ? " cannot be written to"
                  : Files.exists(folder) ? " is not a folder" : " cannot be created"));
    }
  }
}
