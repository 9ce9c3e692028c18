package com.browseruse.temporal.client;

/** A version of the Browser Use Cloud API that the client can speak. */
public enum ApiVersion {
  /** Version 2, current since late 2025. */
  V2
}
