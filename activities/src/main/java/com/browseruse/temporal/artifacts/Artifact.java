package com.browseruse.temporal.artifacts;

import java.net.URI;

/**
 * A file that a store keeps.
 *
 * @param uri where it is; it does not expire, and it is no secret
 * @param size its length in bytes
 * @param sha256 the SHA-256 of its content, 64 hexadecimal digits in lower case
 */
public record Artifact(URI uri, long size, String sha256) {}
