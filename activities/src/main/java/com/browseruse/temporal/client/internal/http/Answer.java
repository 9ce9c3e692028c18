package com.browseruse.temporal.client.internal.http;

import okhttp3.Headers;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param reason the words next to the status, often empty
 * @param headers the headers
 * @param body the bytes of an error, cut, since only its first words are of use; empty otherwise
 */
public record Answer(int status, String reason, Headers headers, byte[] body) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  Answer withBody(byte[] bytes) {
    return new Answer(status, reason, headers, bytes);
  }
}
