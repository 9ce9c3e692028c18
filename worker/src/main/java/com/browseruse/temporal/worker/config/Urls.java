package com.browseruse.temporal.worker.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of links. */
final class Urls {
  private Urls() {}

  /** Makes a text one segment of a path. */
  static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
