package com.browseruse.temporal.client.internal;

import okhttp3.Headers;

/**
 * What came back, whole or cut at the limit for its kind.
 *
 * @param status the HTTP status
 * @param reason the words next to the status, often empty
 * @param headers the headers
 * @param body the bytes; an error's are cut, since only its first words are of use
 */
public record Answer(int status, String reason, Headers headers, byte[] body) {

  static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  /** Tells whether the server did what it was asked. */
  public boolean isSuccess() {
    return isSuccess(status);
  }
}
