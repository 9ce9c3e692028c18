package com.browseruse.temporal.client;

/** A version of the Browser Use Cloud API that the client can speak. */
public enum ApiVersion {
  /** Version 2, current since late 2025. */
  V2,

  /** Version 1, whose documents were withdrawn in October 2025. */
  V1
}
