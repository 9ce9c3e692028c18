package com.browseruse.temporal.client.internal.http;

/**
 * Where a version of the API lives, and how it wants the key.
 *
 * @param basePath the path before every route, such as {@code /api/v2}
 * @param keyHeader the header that carries the key
 * @param keyPrefix what stands before the key in it, with its blank, or empty
 */
public record Endpoint(String basePath, String keyHeader, String keyPrefix) {}
