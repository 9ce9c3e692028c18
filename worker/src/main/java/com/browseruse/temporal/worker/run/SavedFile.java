package com.browseruse.temporal.worker.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;

/**
 * A file that a run left, on this machine.
 *
 * @param name the name that the agent gave it
 * @param path where it is, absolute
 * @param size its length in bytes
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits in lower case
 * @param target where it is, as the person said it
 * @param wasThere whether the same content was there before
 */
public record SavedFile(
    String name,
    String path,
    long size,
    String sha256,
    @JsonIgnore Path target,
    @JsonIgnore boolean wasThere) {}
