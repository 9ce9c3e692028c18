package com.browseruse.temporal.testing.internal.http;

/** Ends the handling of a request with an error response. */
public final class ErrorResponseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  public ErrorResponseException(Response response) {
    super("status " + response.status(), null, false, false);
    this.response = response;
  }

  public ErrorResponseException(int status, String detail) {
    this(Response.error(status, detail));
  }

  Response response() {
    return response;
  }
}
