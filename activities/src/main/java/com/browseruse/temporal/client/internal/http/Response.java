package com.browseruse.temporal.client.internal.http;

import okhttp3.Headers;

/** A response; {@code body} has the first bytes of an error, and is empty otherwise. */
public record Response(int status, String reason, Headers headers, byte[] body) {}
